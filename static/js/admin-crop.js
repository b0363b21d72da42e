// The crops that the server makes: the largest part of a picture that has the ratio, with the focal point as near to
// its middle as the picture's edges allow.

export const RATIOS = { "16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1 }

/** Where a part of `length`, of a side that is 1 long, starts so that `focus` is in its middle, or as near as may be. */
const start = (length, focus) => Math.min(1 - length, Math.max(0, focus - length / 2))

/** CSS takes the share of what is left over, not of the whole. */
const share = (length, focus) => (length < 1 ? start(length, focus) / (1 - length) : 0.5)

/** The `object-position` with which `object-fit: cover` shows the server's crop. */
export const position = ({ width, height }, ratio, { x, y }) => {
  const own = width / height
  const part = { across: Math.min(1, ratio / own), down: Math.min(1, own / ratio) }
  return `${share(part.across, x) * 100}% ${share(part.down, y) * 100}%`
}
