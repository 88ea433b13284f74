import { TELLING_RULES } from '@weichuang/domain/notifications/rules';
import eventsEn from '../audit/events.en.json';
import eventsZh from '../audit/events.zh-CN.json';
import en from './telling.en.json';
import zh from './telling.zh-CN.json';

it.each(TELLING_RULES.map(({ kind }) => kind))('%s happens, and is told in both languages', (kind) => {
  for (const events of [eventsZh, eventsEn]) expect(events).toHaveProperty([`EVENT.${kind}`]);
  for (const texts of [zh, en]) expect(texts).toHaveProperty([`TELL.${kind}`]);
});
