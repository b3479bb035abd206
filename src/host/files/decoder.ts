import type { TextDecoderPort } from '../../core/text/decode.ts';

/** The platform's decoder, as the core asks for it. */
export const webDecoder: TextDecoderPort = {
  decode(bytes, encoding, fatal) {
    try {
      return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
};
