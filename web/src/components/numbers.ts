/** Numbers in local form: ₹1,25,000 and ERS with one decimal. Pure. */

export const ers = (value: number) => value.toFixed(1);

export const count = (value: number) => new Intl.NumberFormat("en-IN").format(value);

/** Points against something, with their sign: +3.2, −1.0. */
export const points = (value: number) =>
  `${Number(value.toFixed(1)) < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;

/** A sum as it is written in India: ₹1,25,000, with paise only where there are some. */
export const rupees = (amount: number) =>
  `₹${new Intl.NumberFormat("en-IN", { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 }).format(amount)}`;
