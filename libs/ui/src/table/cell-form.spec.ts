import { formOf, placeOf } from './cell-form';

it.each(['2026-03-14', '2026-03-14(周六)14:03', '2026-03-14 (Sat) 14:03', '2026-03-14 – 2026-04-10', '¥20,000.00', '12.5%', '望江-春申-2026-03', '33', '春申社区', '待申请'])(
  '%p is never broken', (text) => expect(formOf(text)).toEqual({ 'data-nowrap': true }));
it.each(['望江阳光社会工作服务中心', '“晨光敲门”独居老人日常关怀项目', 'Wangjiang Sunshine Social Work Centre'])('%p may be broken, and wants room', (text) =>
  expect(formOf(text)).toEqual({ 'data-long': true }));
it.each(['—', '–', '', null, undefined])('%p says nothing: a card on a phone leaves it out', (none) => expect(formOf(none)).toEqual({ 'data-none': true }));
it('leaves components to themselves', () => expect(formOf({ type: 'b', props: {}, key: null } as never)).toEqual({}));
it.each([[{ id: 'state' }, 'side'], [{ id: 'act' }, 'acts'], [{ id: 'number' }, undefined], [{ id: 'state', phone: 'bare' }, 'bare']])('%p stands in a card at %p', (column, place) => expect(placeOf(column)).toBe(place));
