package dev.gander.adapters.nostr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class Secp256k1Test {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Gives what a vector says.
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] bytes;

    FixedRandom(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] wanted) {
      System.arraycopy(bytes, 0, wanted, 0, wanted.length);
    }
  }

  @ParameterizedTest(name = "{0}: {7}")
  @CsvFileSource(files = "src/test/resources/vectors/bip340.csv", numLinesToSkip = 1)
  void vectorsOfBip340(
      int index,
      String secret,
      String publicKey,
      String random,
      String message,
      String signature,
      String verifies,
      String comment) {
    byte[] said = HEX.parseHex(message == null ? "" : message);
    if (secret != null) {
      byte[] key = HEX.parseHex(secret);
      assertEquals(publicKey, HEX.formatHex(Secp256k1.publicKey(key)));
      byte[] signed = Secp256k1.sign(key, said, new FixedRandom(HEX.parseHex(random)));
      assertEquals(signature, HEX.formatHex(signed));
    }
    assertEquals(
        verifies.equals("TRUE"),
        Secp256k1.verifies(HEX.parseHex(publicKey), said, HEX.parseHex(signature)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 63})
  void aSignatureHoldsForNothingElse(int flipped) {
    byte[] key = Secp256k1.newSecret(RANDOM);
    byte[] message = new byte[32];
    byte[] signature = Secp256k1.sign(key, message, RANDOM);
    byte[] author = Secp256k1.publicKey(key);

    assertFalse(Secp256k1.verifies(author, flip(message, flipped % 32), signature));
    assertFalse(Secp256k1.verifies(author, message, flip(signature, flipped)));
    assertFalse(Secp256k1.verifies(flip(author, flipped % 32), message, signature));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 63, 65})
  void keysAndSignaturesHaveTheirLength(int length) {
    byte[] key = Secp256k1.newSecret(RANDOM);
    byte[] wrong = new byte[length];
    Arrays.fill(wrong, (byte) 1);

    assertThrows(InvalidInput.class, () -> Secp256k1.publicKey(wrong));
    assertThrows(InvalidInput.class, () -> Secp256k1.shared(key, wrong));
    assertThrows(InvalidInput.class, () -> Secp256k1.shared(wrong, Secp256k1.publicKey(key)));
    assertFalse(Secp256k1.verifies(wrong, new byte[32], new byte[64]));
    assertFalse(Secp256k1.verifies(Secp256k1.publicKey(key), new byte[32], wrong));
  }

  @Test
  void bothSidesShareTheSame() {
    byte[] mine = Secp256k1.newSecret(RANDOM);
    byte[] yours = Secp256k1.newSecret(RANDOM);

    assertArrayEquals(
        Secp256k1.shared(mine, Secp256k1.publicKey(yours)),
        Secp256k1.shared(yours, Secp256k1.publicKey(mine)));
  }

  private static byte[] flip(byte[] bytes, int index) {
    byte[] flipped = bytes.clone();
    flipped[index] ^= 1;
    return flipped;
  }
}
