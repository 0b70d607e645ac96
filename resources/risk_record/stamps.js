// Time stamps (RFC 3161) of a record: what the page says of them, and whether their signatures fit.

const OIDS = {
  signed: "2a864886f70d010702", stamp: "2a864886f70d0109100104", digest: "2a864886f70d010904", name: "550403",
  hashes: { "608648016503040201": "SHA-256", "608648016503040202": "SHA-384", "608648016503040203": "SHA-512" },
  signatures: {
    "2a864886f70d01010b": "SHA-256", "2a864886f70d01010c": "SHA-384", "2a864886f70d01010d": "SHA-512",
    "2a8648ce3d040302": "SHA-256", "2a8648ce3d040303": "SHA-384", "2a8648ce3d040304": "SHA-512",
    "2a864886f70d010101": "", "2a8648ce3d0201": "",
  },
  rsa: "2a864886f70d010101",
  curves: { "2a8648ce3d030107": ["P-256", 32], "2b81040022": ["P-384", 48], "2b81040023": ["P-521", 66] },
};
const LETTERS = { 12: "utf-8", 19: "utf-8", 20: "iso-8859-1", 22: "utf-8", 30: "utf-16be" };
const NAMELESS = "an authority without a name";

function partsOf(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at];
    let size = bytes[at + 1];
    let begin = at + 2;
    if (size === undefined || (tag & 31) === 31 || size === 0x80 || size === 0xff) throw new Error("form");
    if (size > 0x80) {
      const digits = bytes.subarray(begin, begin + (size & 0x7f));
      begin += size & 0x7f;
      size = digits.reduce((sum, digit) => sum * 256 + digit, 0);
    }
    if (begin + size > bytes.length) throw new Error("cut");
    parts.push({ tag, body: bytes.subarray(begin, begin + size), whole: bytes.subarray(at, begin + size) });
    at = begin + size;
  }
  return parts;
}

const insideOf = (part, tag) => {
  if (tag !== undefined && part.tag !== tag) throw new Error("tag");
  return partsOf(part.body);
};
const sameBytes = (one, other) => hexOf(one) === hexOf(other);

function fieldsOf(certificate) {
  const fields = insideOf(insideOf(certificate, 0x30)[0]);
  return fields[0].tag === 0xa0 ? fields.slice(1) : fields;
}

function nameOf(subject) {
  for (const pair of insideOf(subject).flatMap((group) => insideOf(group))) {
    const [kind, value] = insideOf(pair);
    if (hexOf(kind.body) === OIDS.name && has(LETTERS, value.tag)) {
      const words = new TextDecoder(LETTERS[value.tag]).decode(value.body).replace(/\0/g, " ");
      return words.split(/\s+/).filter(Boolean).join(" ").slice(0, 200) || NAMELESS;
    }
  }
  return NAMELESS;
}

function certificateOf(named, certificates) {
  return certificates.find((one) => {
    const fields = fieldsOf(one);
    if (named.tag === 0x30) return hexOf(named.body) === hexOf(fields[2].whole) + hexOf(fields[0].whole);
    return named.tag === 0x80 && hexOf(fields[fields.length - 1].whole).includes(hexOf(Uint8Array.of(4, named.body.length)) + hexOf(named.body));
  });
}

function infoOf(bytes) {
  const [, , imprint, , moment] = insideOf(partsOf(bytes)[0], 0x30);
  const [algorithm, digest] = insideOf(imprint);
  const at = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]+)?Z$/.exec(new TextDecoder().decode(moment.body));
  if (OIDS.hashes[hexOf(insideOf(algorithm)[0].body)] !== "SHA-256" || digest.body.length !== 32 || !at) throw new Error("info");
  return { imprint: hexOf(digest.body), moment: `${at[1]}-${at[2]}-${at[3]} ${at[4]}:${at[5]}:${at[6]}` };
}

async function stampOf(text) {
  try {
    const token = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const whole = partsOf(token);
    const [kind, holder] = insideOf(whole[0], 0x30);
    if (whole.length !== 1 || hexOf(kind.body) !== OIDS.signed) throw new Error("kind");
    const [, , content, ...rest] = insideOf(insideOf(holder, 0xa0)[0], 0x30);
    const [what, inside] = insideOf(content);
    const info = insideOf(inside, 0xa0)[0];
    const signers = insideOf(rest[rest.length - 1], 0x31);
    if (hexOf(what.body) !== OIDS.stamp || info.tag !== 4 || signers.length !== 1) throw new Error("content");
    const certificates = rest.filter((part) => part.tag === 0xa0).flatMap((part) => insideOf(part));
    const signer = insideOf(signers[0], 0x30);
    const certificate = certificateOf(signer[1], certificates);
    if (!certificate) return { unread: true, holds: null };
    return {
      ...infoOf(info.body), authority: nameOf(fieldsOf(certificate)[4]),
      certificate: hexOf(await sha256(certificate.whole)), holds: await stampHolds(info.body, signer, certificate),
    };
  } catch (error) {
    return { unread: true, holds: false };
  }
}

async function stampHolds(info, signer, certificate) { // null where this browser cannot check it
  const [, , hashed, attributes, how, signature] = signer;
  const digest = OIDS.hashes[hexOf(insideOf(hashed)[0].body)];
  const name = hexOf(insideOf(how)[0].body);
  if (!digest || !has(OIDS.signatures, name)) return null;
  const values = new Map(insideOf(attributes, 0xa0).map((one) => insideOf(one)).map(([kind, set]) => [hexOf(kind.body), insideOf(set)[0]]));
  const made = new Uint8Array(await crypto.subtle.digest(digest, info));
  if (!values.has(OIDS.digest) || !sameBytes(values.get(OIDS.digest).body, made)) return false;
  const signed = Uint8Array.from(attributes.whole);
  signed[0] = 0x31;
  const [, , , , , spki] = fieldsOf(certificate);
  return signatureHolds(spki.whole, OIDS.signatures[name] || digest, signature.body, signed);
}

async function signatureHolds(spki, hash, signature, signed) {
  const [algorithm] = insideOf(partsOf(spki)[0]);
  const [kind, curve] = insideOf(algorithm);
  try {
    if (hexOf(kind.body) === OIDS.rsa) {
      const how = { name: "RSASSA-PKCS1-v1_5", hash };
      return await crypto.subtle.verify(how, await crypto.subtle.importKey("spki", spki, how, false, ["verify"]), signature, signed);
    }
    const [namedCurve, size] = OIDS.curves[hexOf(curve.body)];
    const how = { name: "ECDSA", namedCurve, hash };
    const numbers = insideOf(partsOf(signature)[0], 0x30).map(({ body }) => [...new Uint8Array(size), ...body].slice(-size));
    return await crypto.subtle.verify(how, await crypto.subtle.importKey("spki", spki, how, false, ["verify"]), Uint8Array.from(numbers.flat()), signed);
  } catch (error) {
    return error.name === "NotSupportedError" || error instanceof TypeError ? null : false;
  }
}

// How a page says it; the same words as page.py.

const isStamp = ({ core, values }) => core.kind === "anchor" && values.anchor === "rfc3161" && has(values, "token");

async function addStamps(entries) {
  const seqs = new Map(entries.map((entry) => [entry.hash, entry.core.seq]));
  for (const entry of entries.filter(isStamp)) {
    entry.stamp = await stampOf(entry.values.token);
    entry.stamp.seq = seqs.has(entry.stamp.imprint) ? seqs.get(entry.stamp.imprint) : entry.core.seq;
  }
}

const stampBroken = ({ core, stamp }) => Boolean(stamp) && (stamp.holds === false || (!stamp.unread && stamp.seq >= core.seq));

function stampLines({ core, stamp }) {
  if (!stamp) return [];
  const label = WORDS.fields.token;
  if (stamp.unread) return [line(label, TEXT.stamp_unread)];
  const said = stamp.seq < core.seq ? TEXT.stamp : TEXT.stamp_elsewhere;
  return [line(label, fill(said, stamp)), line(TEXT.stamp_by, fill(TEXT.stamp_key, stamp))];
}
