package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.BIP340Signer;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/// Keys, signatures (BIP-340) and shared secrets on the curve secp256k1. A secret key is a number
/// of 32 bytes, a public key the x coordinate of its point. Bouncy Castle's classes are loaded when
/// this class is first used.
final class Secp256k1 {
  static final int KEY_BYTES = 32;

  private static final ECDomainParameters CURVE = BIP340Signer.getDomain();

  private Secp256k1() {}

  static byte[] newSecret(SecureRandom random) {
    return BigIntegers.asUnsignedByteArray(
        KEY_BYTES,
        BigIntegers.createRandomInRange(
            BigInteger.ONE, CURVE.getN().subtract(BigInteger.ONE), random));
  }

  /// @throws InvalidInput if the secret is not a key of the curve
  static byte[] publicKey(byte[] secret) {
    return x(new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar(secret)));
  }

  /// @param random contributes to the signature; the secret stays hidden even if it always yields
  ///   the same bytes
  static byte[] sign(byte[] secret, byte[] message, SecureRandom random) {
    BIP340Signer signer = new BIP340Signer();
    signer.init(
        true, new ParametersWithRandom(new ECPrivateKeyParameters(scalar(secret), CURVE), random));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  /// Also false for bytes that are not a key or not a signature.
  static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
    ECPublicKeyParameters point = BIP340Signer.decodePublicKey(publicKey);
    if (point == null) {
      return false;
    }
    BIP340Signer signer = new BIP340Signer();
    signer.init(false, point);
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  /// The x coordinate of the shared point.
  ///
  /// @throws InvalidInput if one of them is not a key of the curve
  static byte[] shared(byte[] secret, byte[] publicKey) {
    ECPublicKeyParameters point = BIP340Signer.decodePublicKey(publicKey);
    if (point == null) {
      throw new InvalidInput("This is no public key of the curve secp256k1");
    }
    return x(point.getQ().multiply(scalar(secret)));
  }

  private static byte[] x(ECPoint point) {
    return point.normalize().getAffineXCoord().getEncoded();
  }

  private static BigInteger scalar(byte[] secret) {
    BigInteger scalar = new BigInteger(1, secret);
    if (secret.length != KEY_BYTES || scalar.signum() == 0 || scalar.compareTo(CURVE.getN()) >= 0) {
      throw new InvalidInput("This is no secret key of the curve secp256k1");
    }
    return scalar;
  }
}
