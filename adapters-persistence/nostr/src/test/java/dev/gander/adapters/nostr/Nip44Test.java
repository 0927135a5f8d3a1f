package dev.gander.adapters.nostr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Nip44Test {
  private static final HexFormat HEX = HexFormat.of();

  private static Stream<JsonObject> vectors(String group, String name) throws IOException {
    JsonObject all = JsonFields.asObject(Vectors.json("nip44.json"));
    JsonArray vectors = all.object("v2").get().object(group).get().array(name).get();
    return vectors.items().stream().map(JsonFields::asObject);
  }

  static Stream<JsonObject> conversationKeys() throws IOException {
    return vectors("valid", "get_conversation_key");
  }

  static Stream<JsonObject> messages() throws IOException {
    return vectors("valid", "encrypt_decrypt");
  }

  static Stream<JsonObject> wrongKeys() throws IOException {
    return vectors("invalid", "get_conversation_key");
  }

  static Stream<JsonObject> wrongPayloads() throws IOException {
    return vectors("invalid", "decrypt");
  }

  static Stream<JsonArray> paddings() throws IOException {
    JsonObject all = JsonFields.asObject(Vectors.json("nip44.json"));
    return all
        .object("v2")
        .get()
        .object("valid")
        .get()
        .array("calc_padded_len")
        .get()
        .items()
        .stream()
        .map(JsonArray.class::cast);
  }

  @ParameterizedTest
  @MethodSource("conversationKeys")
  void conversationKeysAreThoseOfTheVectors(JsonObject vector) {
    byte[] key = Nip44.conversationKey(hex(vector, "sec1"), hex(vector, "pub2"));

    assertEquals(vector.text("conversation_key").get(), HEX.formatHex(key));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesAreThoseOfTheVectors(JsonObject vector) {
    byte[] first = hex(vector, "sec1");
    byte[] second = hex(vector, "sec2");
    byte[] there = Nip44.conversationKey(first, Secp256k1.publicKey(second));
    byte[] back = Nip44.conversationKey(second, Secp256k1.publicKey(first));
    String text = vector.text("plaintext").get();
    String payload = vector.text("ciphertext").get();

    assertEquals(vector.text("conversation_key").get(), HEX.formatHex(there));
    assertEquals(payload, Nip44.encrypt(text.getBytes(UTF_8), there, hex(vector, "nonce")));
    assertEquals(text, Nip44.decrypt(payload, back));
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void keysThatAreNoneAreRefused(JsonObject vector) {
    assertThrows(
        InvalidInput.class, () -> Nip44.conversationKey(hex(vector, "sec1"), hex(vector, "pub2")));
  }

  @ParameterizedTest
  @MethodSource("wrongPayloads")
  void payloadsThatAreNoneAreRefused(JsonObject vector) {
    assertThrows(
        InvalidInput.class,
        () -> Nip44.decrypt(vector.text("ciphertext").get(), hex(vector, "conversation_key")));
  }

  @ParameterizedTest
  @MethodSource("paddings")
  void paddingIsThatOfTheVectors(JsonArray vector) {
    assertEquals(
        JsonFields.asInt(vector.items().get(1)),
        Nip44.paddedLength(JsonFields.asInt(vector.items().get(0))));
  }

  /// Made with the key and nonce of the first message above.
  @ParameterizedTest
  @CsvSource({
    "65535, 6d8c2810d1e870fbaa1f0a0937126cca837a15f9260e27060c331d70a3c0bc84",
    "65536, b7b4edb36ba92e267d322d56d9aebc22e7fa96ff52e3c12adc07f07a43cbc616",
    "65537, eeb7c7c5373894ea2c1547cfd3ccb15d5a0b2d619da852e5c79df792dcc9e435"
  })
  void longTextsHaveTheLongerPrefix(int length, String checksum) throws Exception {
    JsonObject vector = messages().findFirst().orElseThrow();
    byte[] key = hex(vector, "conversation_key");
    String text = "a".repeat(length);

    String payload = Nip44.encrypt(text.getBytes(UTF_8), key, hex(vector, "nonce"));

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(payload.getBytes(UTF_8));
    assertEquals(checksum, HEX.formatHex(hash));
    assertEquals(text, Nip44.decrypt(payload, key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000 00000000",
        "0000 00000001",
        "0000 0000ffff",
        "0000 00010000",
        "0000 ffffffff",
        "0000 7fffffff",
        "0021",
        "ffff"
      })
  void lengthsThatAreNoneAreRefused(String prefix) throws Exception {
    byte[] padded = Arrays.copyOf(HEX.parseHex(prefix.replace(" ", "")), 34);

    assertThrows(InvalidInput.class, () -> Nip44.decrypt(sealed(padded), new byte[32]));
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    byte[] padded = Arrays.copyOf(HEX.parseHex("0001ff"), 34);

    assertThrows(InvalidInput.class, () -> Nip44.decrypt(sealed(padded), new byte[32]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "Ag==", "#"})
  void payloadsOfNoLengthAreRefused(String payload) {
    assertThrows(InvalidInput.class, () -> Nip44.decrypt(payload, new byte[32]));
  }

  @Test
  void aTextHasOneByteAtLeast() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Nip44.encrypt(new byte[0], new byte[32], new byte[32]));
  }

  /// What somebody makes who has the key and a mind to fool us. Key and nonce are zeros.
  private static String sealed(byte[] padded) throws GeneralSecurityException {
    byte[] nonce = new byte[32];
    byte[] keys =
        KDF.getInstance("HKDF-SHA256")
            .deriveData(
                HKDFParameterSpec.expandOnly(
                    new SecretKeySpec(new byte[32], "Generic"), nonce, 76));
    Cipher cipher = Cipher.getInstance("ChaCha20");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(keys, 0, 32, "ChaCha20"),
        new ChaCha20ParameterSpec(Arrays.copyOfRange(keys, 32, 44), 0));
    byte[] ciphertext = cipher.doFinal(padded);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys, 44, 32, "HmacSHA256"));
    mac.update(nonce);
    byte[] all = new byte[1 + nonce.length + ciphertext.length + 32];
    all[0] = 2;
    System.arraycopy(ciphertext, 0, all, 1 + nonce.length, ciphertext.length);
    System.arraycopy(mac.doFinal(ciphertext), 0, all, all.length - 32, 32);
    return Base64.getEncoder().encodeToString(all);
  }

  private static byte[] hex(JsonObject vector, String name) {
    return HEX.parseHex(vector.text(name).get());
  }
}
