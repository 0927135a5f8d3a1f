package sun.security.provider;

/// In the place of the JDK's class, which asks Windows for its network: Wine 8 lacks one of these
/// functions, and the JVM would end. For tests only, since nothing of this is secret.
abstract class SeedGenerator {
  private SeedGenerator() {}

  static byte[] getSystemEntropy() {
    byte[] seed = new byte[20];
    generateSeed(seed);
    return seed;
  }

  static void generateSeed(byte[] result) {
    long state = System.nanoTime();
    for (int i = 0; i < result.length; i++) {
      state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
      result[i] = (byte) (state >>> 56);
    }
  }
}
