package dev.gander.adapters.http.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Year;

/// Makes the same certificate as goosed: ECDSA P-256, for `localhost` and the loopback addresses,
/// valid practically forever (clients pin its fingerprint).
final class SelfSignedCertificate {
  private static final String NAME = "goosed localhost";
  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final int SERIAL_BITS = 127;

  private SelfSignedCertificate() {}

  static TlsIdentity make(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    KeyPair pair = generator.generateKeyPair();
    byte[] content = content(pair, new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1));
    byte[] encoded = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(sign(pair, content)));
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(encoded));
    return TlsIdentity.of(pair.getPrivate(), certificate);
  }

  /// TBSCertificate of RFC 5280, 4.1.
  private static byte[] content(KeyPair pair, BigInteger serial) {
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(NAME))));
    return Der.sequence(
        Der.tagged(0, Der.integer(BigInteger.TWO)),
        Der.integer(serial),
        ECDSA_WITH_SHA256,
        name,
        Der.sequence(Der.time(Year.of(1975)), Der.time(Year.of(4096))),
        name,
        pair.getPublic().getEncoded(),
        Der.tagged(3, Der.sequence(subjectNames(), noAuthority(), serverUse())));
  }

  private static byte[] subjectNames() {
    byte[] names =
        Der.sequence(
            Der.context(7, new byte[] {127, 0, 0, 1}),
            Der.context(7, ipv6Loopback()),
            Der.context(2, "localhost".getBytes(StandardCharsets.US_ASCII)));
    return Der.sequence(Der.oid("2.5.29.17"), Der.octets(names));
  }

  private static byte[] ipv6Loopback() {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    return loopback;
  }

  private static byte[] noAuthority() {
    return Der.sequence(Der.oid("2.5.29.19"), Der.bool(true), Der.octets(Der.sequence()));
  }

  private static byte[] serverUse() {
    byte[] uses = Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"));
    return Der.sequence(Der.oid("2.5.29.37"), Der.octets(uses));
  }

  private static byte[] sign(KeyPair pair, byte[] content) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return signature.sign();
  }
}
