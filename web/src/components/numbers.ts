/** Numbers in local form: ₹1,25,000 and ERS with one decimal. Pure. */

export const ers = (value: number) => value.toFixed(1);

export const count = (value: number) => new Intl.NumberFormat("en-IN").format(value);
