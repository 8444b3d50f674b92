// Names for the generated wire types; the types themselves are written once, in C# (geodata/Contracts).
import type { components } from '../api-types';

type Wire = components['schemas'];

export type Me = Wire['Me'];
export type SignedIn = Wire['SignedIn'];
export type NewHotspotAnalysis = Wire['NewHotspotAnalysis'];
export type HotspotAnalysisView = Wire['HotspotAnalysisView'];
export type HotspotView = Wire['HotspotView'];
export type HotspotList = Wire['HotspotList'];
export type HotspotMembers = Wire['HotspotMembers'];
export type IncidentView = Wire['IncidentView'];
export type IncidentPage = Wire['IncidentPage'];
export type NewIncident = Wire['NewIncident'];
export type ChildReference = Wire['ChildReference'];
export type IncidentPreview = Wire['IncidentPreview'];
export type ReaderPreview = Wire['ReaderPreview'];
export type IdentifyingWarning = Wire['IdentifyingWarning'];
export type Receipt = Wire['Receipt'];
export type JobView = Wire['JobView'];
export type ImportView = Wire['ImportView'];
export type ImportNotice = Wire['ImportNotice'];
export type BasemapLayerView = Wire['BasemapLayerView'];
export type PlaceView = Wire['PlaceView'];
export type BoundaryView = Wire['BoundaryView'];
export type ContextSummary = Wire['ContextSummary'];
