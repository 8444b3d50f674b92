type Point = { type: 'Point'; coordinates: number[] };
type Area = { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown[] };
type Words = Record<string, string>;
type Counts = Record<string, number>;
export interface components { schemas: {
  Me: { userId: string; user: string; role: string; agency: string; partnership: components['schemas']['PartnershipView']; permissions: string[] };
  PartnershipView: { id: string; nameEn: string; nameCy: string; bounds: number[]; isDemonstration: boolean };
  SignedIn: { token: string | null; expiresAt: string; me: components['schemas']['Me'] };
  NewHotspotAnalysis: { subject: 'harm' | 'context'; epsMetres: number; minEvents: number; from: string; to: string; harmTypes?: string[] | null; sourceKinds?: string[] | null; agencies?: string[] | null; includeHotspotReports?: boolean; contextTypes?: string[] | null; area?: Area | null };
  HotspotAnalysisView: { id: string; request: components['schemas']['NewHotspotAnalysis']; method: string; methodVersion: string; inputDigest: string; eventsConsidered: number; eventsClusterable: number; noiseEvents: number; clusters: number; createdAt: string; caveats: string[] };
  HotspotView: { analysisId: string; number: number | null; class: string | null; band: string | null; shape: Area; events: number | null; distinctChildren: number | null; childrenUnknown: number | null; agencies: number | null; dates: number | null; first: string | null; last: string | null; sourceMix: Counts | null; nearestPlaceEn: string | null; nearestPlaceCy: string | null; nearestPlaceMetres: number | null };
  HotspotList: { analysis: components['schemas']['HotspotAnalysisView'] | null; items: components['schemas']['HotspotView'][] };
  HotspotMembers: { number: number; incidentIds: string[] };
  IncidentView: { id: string; version: number; kind: string; status: string; point: Point | null; precision: string; accuracyMetres: number | null; placedBy: string | null; usedInClusters: boolean; placeId: string | null; occurredFrom: string; occurredTo: string; timeConfidence: string; harmTypes: string[]; contextLevel: string; sourceKind: string; infoGrade: string; sourceAgency: string; recordedByAgency: string; children: components['schemas']['ChildReference'][]; childrenKnownCount: number | null; childrenUnknownCount: number | null; crossBoundary: boolean; narrative: string | null; narrativeLanguage: string | null; withdrawnReason: string | null; recordedAt: string };
  IncidentPage: { items: components['schemas']['IncidentView'][]; numberReturned: number; numberMatched: number | null; next: string | null };
  ChildReference: { token: string; holdingAgency: string; ageBand: string };
  NewIncident: { kind: string; occurredFrom: string; occurredTo: string; timeConfidence: string; harmTypes: string[]; contextLevel: string; sourceKind: string; infoGrade: string; location?: { point: Point; placedBy: string; accuracyMetres?: number | null; crs?: string | null } | null; placeId?: string | null; sourceAgency?: string | null; children?: components['schemas']['ChildReference'][] | null; childrenUnknownCount?: number; crossBoundary?: boolean; narrative?: string | null; narrativeLanguage?: string | null };
  Receipt: { id: string; version: number; contentSha256: string; receivedAt: string };
  JobView: { id: string; kind: string; state: string; fraction: number; step: string | null; problem: string | null; problemFields: Words; requestedAt: string; finishedAt: string | null; result: string | null };
  ImportNotice: { code: string; values: Words };
  ImportEdition: { edition: string; read: number; located: number; unlocated: number; rejected: number; outsideArea: number; withoutId: number; reusedIds: number; exactDuplicates: number; added: number; removed: number; changed: number };
  ImportView: { id: string; kind: string; fileName: string; fileSha256: string; publisher: string; licence: string; importedAt: string; editions: components['schemas']['ImportEdition'][]; notices: components['schemas']['ImportNotice'][] };
  BasemapLayerView: { layer: string; sha256: string; bytes: number };
  PlaceView: { id: string; nameEn: string; nameCy: string; placeType: string; point: Point; townEn: string | null; townCy: string | null };
  ContextSquare: { square: number[]; point: Point; count: number };
  ContextSummary: { from: string; to: string; total: number; unlocated: number; outsideArea: number; sourcePrecision: string; missingMonths: string[]; squares: components['schemas']['ContextSquare'][]; byType: Counts };
}; }
