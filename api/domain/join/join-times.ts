/** How long before the start of a session its meeting opens, minutes. */
export const minutesBefore = 15;

/** How long after its end it closes, minutes. */
const minutesAfter = 30;

/** When people are let into the meeting of a session: from `opensAt` until before `closesAt`, epoch ms. */
export const joinTimes = ({ startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }) => ({
  opensAt: startsAt.getTime() - minutesBefore * 60_000,
  closesAt: endsAt.getTime() + minutesAfter * 60_000,
});
