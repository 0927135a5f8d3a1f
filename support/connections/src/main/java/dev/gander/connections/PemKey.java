package dev.gander.connections;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an unencrypted private key from PEM: PKCS#8, PKCS#1 (`RSA PRIVATE KEY`) or SEC1 (`EC
/// PRIVATE KEY`). The JDK reads PKCS#8 only, so the others are wrapped in it.
public final class PemKey {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([^-]+)-----END");
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";
  private static final List<String> CURVES =
      List.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023");

  private PemKey() {}

  /// @throws GeneralSecurityException if the key is damaged
  /// @throws IOException if there is none
  public static PrivateKey read(String pem) throws GeneralSecurityException, IOException {
    Matcher key = KEY.matcher(pem);
    if (!key.find()) {
      throw new IOException("the key file holds no unencrypted private key in PEM form");
    }
    byte[] der = Base64.getMimeDecoder().decode(key.group(2));
    return switch (key.group(1)) {
      case "RSA " -> parse(wrap(RSA, der), "RSA");
      case "EC " -> parse(wrap(ecAlgorithm(der), der), "EC");
      default -> parseAny(der);
    };
  }

  private static PrivateKey parseAny(byte[] pkcs8) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return parse(pkcs8, algorithm);
      } catch (InvalidKeySpecException _) {
        // It is of the other kind.
      }
    }
    return parse(pkcs8, "EdDSA");
  }

  private static PrivateKey parse(byte[] pkcs8, String algorithm) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /// SEC1 names the curve inside the key, PKCS#8 beside the algorithm.
  private static byte[] ecAlgorithm(byte[] sec1) throws IOException {
    String hex = HexFormat.of().formatHex(sec1);
    for (String curve : CURVES) {
      if (hex.contains(curve)) {
        return tagged(0x30, HexFormat.of().parseHex(EC_PUBLIC_KEY + curve));
      }
    }
    throw new IOException("the key's curve is not supported");
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(VERSION_0);
    body.writeBytes(algorithm);
    body.writeBytes(tagged(0x04, key));
    return tagged(0x30, body.toByteArray());
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length < 128) {
      der.write(content.length);
    } else {
      der.write(0x82);
      der.write(content.length >> 8);
      der.write(content.length);
    }
    der.writeBytes(content);
    return der.toByteArray();
  }
}
