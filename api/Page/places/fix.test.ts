import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { better, noFixOf, watchFix, worthOf, type Fix, type NoFix } from './fix';

const area: [number, number, number, number] = [-5.2, 52.2, -4.6, 52.6];
const fix = (accuracyMetres: number, lonLat: [number, number] = [-4.9, 52.4]): Fix => ({ lonLat, accuracyMetres });

describe('a position of the device', () => {
  it.each([[15, 'good'], [50, 'good'], [51, 'rough'], [100, 'rough'], [101, 'not_clustered'], [120, 'not_clustered'], [200, 'not_clustered'],
    [201, 'confirm'], [3000, 'confirm'], [0, 'no_accuracy'], [-1, 'no_accuracy'], [NaN, 'no_accuracy']] as const)(
    'within %d m is %s', (metres, worth) => expect(worthOf(fix(metres), area)).toBe(worth));
  it.each([[[0, 0]], [[-122.4, 37.8]], [[52.4, -4.9]], [[NaN, 52.4]]] as [[number, number]][])(
    'at %s is outside the area', (lonLat) => expect(worthOf(fix(15, lonLat), area)).toBe('outside'));
  it('gives way to a better one, never to a worse', () => {
    expect(better(fix(40), fix(12)).accuracyMetres).toBe(12);
    expect(better(fix(12), fix(40)).accuracyMetres).toBe(12);
    expect(better(fix(12), fix(0)).accuracyMetres).toBe(12);
    expect(better(fix(0), fix(900)).accuracyMetres).toBe(900);
  });
  it('that does not come has one of three reasons', () => expect([1, 2, 3, 9].map(noFixOf)).toEqual(['denied', 'no_position', 'timeout', 'no_position']));
});

describe('ten seconds of searching', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function search() {
    const found: (Fix | NoFix)[] = [];
    const told: number[] = [];
    let [give, refuse]: [PositionCallback, PositionErrorCallback | null | undefined] = [() => undefined, null];
    const device = { watchPosition: (g: PositionCallback, r?: PositionErrorCallback | null) => { [give, refuse] = [g, r]; return 7; }, clearWatch: vi.fn() };
    const stop = watchFix(device as unknown as Geolocation, (best) => told.push(best.accuracyMetres), (end) => found.push(end));
    return {
      found, told, stop, device,
      give: (accuracy: number) => give({ coords: { longitude: -4.9, latitude: 52.4, accuracy } } as GeolocationPosition),
      refuse: (code: number) => refuse?.({ code } as GeolocationPositionError),
    };
  }

  it('take the best of all, and say each improvement', () => {
    const watch = search();
    for (const accuracy of [900, 120, 400, 38.2]) watch.give(accuracy);
    expect(watch.found).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect([watch.told, watch.found]).toEqual([[900, 120, 120, 39], [fix(39)]]);
    expect(watch.device.clearWatch).toHaveBeenCalledWith(7);
  });
  it('without any position are a timeout', () => {
    const watch = search();
    vi.advanceTimersByTime(10_000);
    expect(watch.found).toEqual(['timeout']);
  });
  it('end at once when the writer takes what there is, and once only', () => {
    const watch = search();
    watch.give(60);
    watch.stop();
    vi.advanceTimersByTime(20_000);
    expect(watch.found).toEqual([fix(60)]);
  });
  it('end with the reason when the device refuses', () => {
    const watch = search();
    watch.refuse(1);
    expect(watch.found).toEqual(['denied']);
  });
  it('are not ended by a gap after a position', () => {
    const watch = search();
    watch.give(80);
    watch.refuse(2);
    watch.give(20);
    vi.advanceTimersByTime(10_000);
    expect(watch.found).toEqual([fix(20)]);
  });
  it('on a device that cannot say so', () => {
    const end = vi.fn();
    watchFix(undefined, vi.fn(), end);
    expect(end).toHaveBeenCalledWith('not_available');
  });
});
