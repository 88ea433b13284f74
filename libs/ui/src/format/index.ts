export { formatFen, formatWan, parseFen } from '@weichuang/kernel/money';
export { countText, fileSize } from './numbers';
export { chinaDay, clockTime, dateTime, dayText, deadlineInstant, deadlineText, millis, shortDay, timeLeft, type Moment, type TimeLeft } from './dates';
export { serverNow, setServerTime, useServerNow } from './clock';
export { Sentence } from './Sentence';
export { Countdown, Money, useFormat } from './use-format';
export { useText } from './use-text';
