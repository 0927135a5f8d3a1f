package dev.gander.adapters.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and writes PEM (RFC 7468).
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private PemFile() {}

  private record Block(String label, String base64) {
    byte[] content() throws InvalidKeySpecException {
      try {
        return Base64.getMimeDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw new InvalidKeySpecException("a block is no base64", e);
      }
    }
  }

  /// @throws GeneralSecurityException also if the key does not belong to the first certificate
  static TlsIdentity identity(Path certificates, Path key)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = chain(certificates);
    PublicKey leaf = chain.getFirst().getPublicKey();
    PrivateKey secret = key(key, leaf);
    requirePair(secret, chain.getFirst());
    return new TlsIdentity(secret, chain);
  }

  static String text(String label, byte[] content) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(content)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static List<X509Certificate> chain(Path file)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(block.content())));
      }
    }
    if (chain.isEmpty()) {
      throw new InvalidKeySpecException("there is no certificate in " + file);
    }
    return chain;
  }

  private static PrivateKey key(Path file, PublicKey leaf)
      throws IOException, GeneralSecurityException {
    for (Block block : blocks(file)) {
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return decode(block.content(), leaf);
        }
        case "RSA PRIVATE KEY", "EC PRIVATE KEY" -> {
          return decode(asPkcs8(block.content(), leaf), leaf);
        }
        case String _ -> {
          // Such as EC PARAMETERS, which openssl puts before the key.
        }
      }
    }
    throw new InvalidKeySpecException("there is no unencrypted private key in " + file);
  }

  private static PrivateKey decode(byte[] pkcs8, PublicKey leaf) throws GeneralSecurityException {
    return KeyFactory.getInstance(leaf.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /// The older forms are the inner part of PKCS #8; its outer part names the algorithm, here the
  /// one of the certificate's public key.
  private static byte[] asPkcs8(byte[] inner, PublicKey leaf) {
    byte[] algorithm = Der.firstElement(leaf.getEncoded());
    return Der.sequence(Der.integer(BigInteger.ZERO), algorithm, Der.octets(inner));
  }

  private static void requirePair(PrivateKey secret, X509Certificate leaf)
      throws GeneralSecurityException {
    String algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case String other -> other;
        };
    byte[] sample = "gander".getBytes(StandardCharsets.US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(secret);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(leaf.getPublicKey());
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new InvalidKeySpecException("the key is not the one of the certificate");
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }
}
