package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encryption of NIP-44, version 2: ChaCha20 and HMAC-SHA-256 with keys derived by HKDF from a
/// shared secret. A text of 65,536 bytes or more has the longer prefix that was added to the NIP
/// later.
final class Nip44 {
  static final int NONCE_BYTES = 32;

  private static final byte VERSION = 2;
  private static final int MAC_BYTES = 32;
  private static final int SHORT_PREFIX = Short.BYTES;
  private static final int LONG_PREFIX = Short.BYTES + Integer.BYTES;
  private static final int LONG = 1 << 16;
  private static final int LEAST_PADDED = 32;
  private static final int LEAST = 1 + NONCE_BYTES + SHORT_PREFIX + LEAST_PADDED + MAC_BYTES;
  private static final byte[] SALT = "nip44-v2".getBytes(StandardCharsets.US_ASCII);

  private record Keys(SecretKeySpec cipher, ChaCha20ParameterSpec start, SecretKeySpec mac) {}

  private Nip44() {}

  /// @throws InvalidInput if one of them is not a key of the curve
  static byte[] conversationKey(byte[] secret, byte[] publicKey) {
    byte[] shared = Secp256k1.shared(secret, publicKey);
    return derive(HKDFParameterSpec.ofExtract().addIKM(shared).addSalt(SALT).extractOnly());
  }

  /// @param text in UTF-8, not empty
  /// @param nonce must never be reused with this key
  static String encrypt(byte[] text, byte[] conversationKey, byte[] nonce) {
    byte[] padded = pad(text);
    Keys keys = keys(conversationKey, nonce);
    byte[] ciphertext = chaCha20(Cipher.ENCRYPT_MODE, keys, padded);
    ByteBuffer payload =
        ByteBuffer.allocate(1 + NONCE_BYTES + ciphertext.length + MAC_BYTES)
            .put(VERSION)
            .put(nonce)
            .put(ciphertext)
            .put(mac(keys, nonce, ciphertext));
    return Base64.getEncoder().encodeToString(payload.array());
  }

  /// @throws InvalidInput if the payload is not of version 2, was made with another key, was
  ///   changed, or does not contain a text
  static String decrypt(String payload, byte[] conversationKey) {
    byte[] all = decode(payload);
    byte[] nonce = Arrays.copyOfRange(all, 1, 1 + NONCE_BYTES);
    byte[] ciphertext = Arrays.copyOfRange(all, 1 + NONCE_BYTES, all.length - MAC_BYTES);
    byte[] mac = Arrays.copyOfRange(all, all.length - MAC_BYTES, all.length);
    Keys keys = keys(conversationKey, nonce);
    if (!MessageDigest.isEqual(mac, mac(keys, nonce, ciphertext))) {
      throw new InvalidInput("The key does not open what was shared");
    }
    return text(unpad(chaCha20(Cipher.DECRYPT_MODE, keys, ciphertext)));
  }

  private static byte[] decode(String payload) {
    byte[] all = base64(payload);
    if (all.length < LEAST) {
      throw new InvalidInput("What was shared is too short to be encrypted");
    }
    if (all[0] != VERSION) {
      throw new InvalidInput("What was shared is encrypted in an unknown way: version " + all[0]);
    }
    return all;
  }

  private static byte[] base64(String payload) {
    try {
      return Base64.getDecoder().decode(payload);
    } catch (IllegalArgumentException _) {
      throw new InvalidInput("What was shared is not encrypted in a known way");
    }
  }

  static int paddedLength(int length) {
    if (length <= LEAST_PADDED) {
      return LEAST_PADDED;
    }
    int power = Integer.highestOneBit(length - 1) << 1;
    int chunk = Math.max(LEAST_PADDED, power / 8);
    return chunk * ((length - 1) / chunk + 1);
  }

  private static int prefixLength(int length) {
    return length < LONG ? SHORT_PREFIX : LONG_PREFIX;
  }

  private static byte[] pad(byte[] text) {
    if (text.length == 0) {
      throw new IllegalArgumentException("nothing to encrypt");
    }
    ByteBuffer padded = ByteBuffer.allocate(prefixLength(text.length) + paddedLength(text.length));
    if (text.length < LONG) {
      padded.putShort((short) text.length);
    } else {
      padded.putShort((short) 0).putInt(text.length);
    }
    return padded.put(text).array();
  }

  private static byte[] unpad(byte[] padded) {
    ByteBuffer content = ByteBuffer.wrap(padded);
    int length = Short.toUnsignedInt(content.getShort());
    if (length == 0) {
      length = content.getInt();
      if (length < LONG) {
        throw badPadding();
      }
    }
    int prefix = prefixLength(length);
    if (length > padded.length || padded.length != prefix + paddedLength(length)) {
      throw badPadding();
    }
    return Arrays.copyOfRange(padded, prefix, prefix + length);
  }

  private static InvalidInput badPadding() {
    return new InvalidInput("What was shared is longer or shorter than it says");
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new InvalidInput("What was shared is no text");
    }
  }

  private static Keys keys(byte[] conversationKey, byte[] nonce) {
    var prk = new SecretKeySpec(conversationKey, "Generic");
    byte[] material = derive(HKDFParameterSpec.expandOnly(prk, nonce, 76));
    return new Keys(
        new SecretKeySpec(material, 0, 32, "ChaCha20"),
        new ChaCha20ParameterSpec(Arrays.copyOfRange(material, 32, 44), 0),
        new SecretKeySpec(material, 44, 32, "HmacSHA256"));
  }

  private static byte[] derive(HKDFParameterSpec parameters) {
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static byte[] chaCha20(int mode, Keys keys, byte[] data) {
    try {
      Cipher cipher = Cipher.getInstance("ChaCha20");
      cipher.init(mode, keys.cipher(), keys.start());
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static byte[] mac(Keys keys, byte[] nonce, byte[] ciphertext) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.mac());
      mac.update(nonce);
      return mac.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /// Every JDK 25 supports these algorithms and key lengths.
  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("The JDK lacks an algorithm", e);
  }
}
