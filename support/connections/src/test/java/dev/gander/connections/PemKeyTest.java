package dev.gander.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PemKeyTest {
  @Test
  void rsaKeysAreReadInBothForms() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    BigInteger expected = ((RSAPrivateKey) pair.getPrivate()).getPrivateExponent();
    for (String pem : new String[] {pem("PRIVATE KEY", pkcs8), pem("RSA PRIVATE KEY", pkcs1)}) {
      assertEquals(expected, ((RSAPrivateKey) PemKey.read(pem)).getPrivateExponent());
    }
  }

  @Test
  void ellipticKeysAreReadInBothForms() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    BigInteger expected = ((ECPrivateKey) pair.getPrivate()).getS();
    ByteArrayOutputStream sec1 = new ByteArrayOutputStream();
    sec1.writeBytes(HexFormat.of().parseHex("30310201010420"));
    sec1.writeBytes(fixed(expected));
    sec1.writeBytes(HexFormat.of().parseHex("a00a06082a8648ce3d030107"));
    String pkcs8 = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    for (String pem : new String[] {pkcs8, pem("EC PRIVATE KEY", sec1.toByteArray())}) {
      assertEquals(expected, ((ECPrivateKey) PemKey.read(pem)).getS());
    }
  }

  @Test
  void encryptedKeysAndOtherFilesAreRefused() {
    assertThrows(IOException.class, () -> PemKey.read("hello"));
    assertThrows(
        IOException.class, () -> PemKey.read(pem("ENCRYPTED PRIVATE KEY", new byte[] {1})));
    assertThrows(IOException.class, () -> PemKey.read(pem("EC PRIVATE KEY", new byte[] {1})));
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = new byte[32];
    byte[] given = number.toByteArray();
    int from = Math.max(0, given.length - 32);
    System.arraycopy(given, from, bytes, 32 - (given.length - from), given.length - from);
    return bytes;
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }
}
