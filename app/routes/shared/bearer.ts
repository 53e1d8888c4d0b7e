/** The token that a request carries in its Authorization. What it proves is the door's to find out. */
export const bearerOf = (request: Request): string =>
  /^Bearer\s+(\S{1,4000})$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? "";
