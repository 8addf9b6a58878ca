/** One Idempotency-Key for as long as the same request has no answer: then it counts once. */

export class Once {
  private readonly keys = new Map<string, string>();

  /** The key of a request, the same again until it was answered. */
  keyOf(request: string): string {
    const key = this.keys.get(request) ?? crypto.randomUUID();
    this.keys.set(request, key);
    return key;
  }

  /** The server also keeps a refusal under its key; asked anew, it has to think anew. */
  answered(request: string): void {
    this.keys.delete(request);
  }
}
