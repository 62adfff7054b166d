/** `iss` of the tokens that this API issues itself; no partner may have it as its slug. */
export const ownIssuer = 'mentor-booking';

/** `aud` of every token. */
export const audience = 'mentor-booking';
