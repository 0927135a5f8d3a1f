package dev.gander.adapters.postgres.shared;

import dev.gander.domain.error.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts maps with keys that the database does not have: AES-256-GCM with a new nonce for each
/// write; the name of the map is authenticated too, so that none can be put in the place of
/// another. The form is a version byte, the nonce, and the ciphertext.
///
/// @param keys the first one encrypts, any of them opens; without keys nothing is encrypted
public record MapSeal(List<SecretKey> keys) {
  static final MapSeal NONE = new MapSeal(List.of());

  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  public MapSeal {
    keys = List.copyOf(keys);
  }

  /// @param setting keys in base64, separated by commas, the current one first
  /// @throws InvalidInput if one is none; the text does not repeat it
  public static MapSeal of(String setting) {
    return new MapSeal(
        Arrays.stream(setting.split(",")).map(String::strip).map(MapSeal::key).toList());
  }

  private static SecretKey key(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == KEY_BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new InvalidInput(
        "A key of the cluster has to be 32 bytes in base64, as `openssl rand -base64 32` makes them");
  }

  byte[] close(String name, byte[] plain) {
    if (keys.isEmpty()) {
      return plain;
    }
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, name).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /// @throws InvalidInput if none of the keys opens it
  byte[] open(String name, byte[] content) {
    if (keys.isEmpty()) {
      return content;
    }
    if (content.length <= 1 + NONCE_BYTES || content[0] != VERSION) {
      throw new InvalidInput("it is not encrypted in a way that this version knows");
    }
    byte[] nonce = Arrays.copyOfRange(content, 1, 1 + NONCE_BYTES);
    for (SecretKey key : keys) {
      try {
        return cipher(Cipher.DECRYPT_MODE, key, nonce, name)
            .doFinal(content, 1 + NONCE_BYTES, content.length - 1 - NONCE_BYTES);
      } catch (AEADBadTagException _) {
        // Another key, then.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has AES-GCM", e);
      }
    }
    throw new InvalidInput("it was encrypted with another key than those of `GANDER_CLUSTER_KEY`");
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /// Without the keys.
  @Override
  public String toString() {
    return "MapSeal[" + keys.size() + " keys]";
  }
}
