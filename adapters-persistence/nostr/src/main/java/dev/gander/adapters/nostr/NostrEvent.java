package dev.gander.adapters.nostr;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// What relays store (NIP-01): content that the owner of a key published at some time.
///
/// @param id SHA-256 of all other members but the signature, in hexadecimal digits
/// @param author public key in hexadecimal digits
/// @param createdAt in seconds since 1970
/// @param signature of the id by the author, in hexadecimal digits
record NostrEvent(
    String id,
    String author,
    long createdAt,
    long kind,
    List<List<String>> tags,
    String content,
    String signature) {
  private static final HexFormat HEX = HexFormat.of();

  NostrEvent {
    tags = tags.stream().map(List::copyOf).toList();
  }

  static NostrEvent sign(
      byte[] secret,
      long createdAt,
      long kind,
      List<List<String>> tags,
      String content,
      SecureRandom random) {
    String author = HEX.formatHex(Secp256k1.publicKey(secret));
    byte[] id = hash(author, createdAt, kind, tags, content);
    String signature = HEX.formatHex(Secp256k1.sign(secret, id, random));
    return new NostrEvent(HEX.formatHex(id), author, createdAt, kind, tags, content, signature);
  }

  /// @throws dev.gander.domain.json.InvalidShape if it is not an event
  static NostrEvent read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new NostrEvent(
        fields.text("id"),
        fields.text("pubkey"),
        fields.integer("created_at"),
        fields.integer("kind"),
        fields.required("tags", JsonFields.listOf(JsonFields.listOf(JsonFields::asText))),
        fields.text("content"),
        fields.text("sig"));
  }

  JsonObject json() {
    return JsonObject.builder()
        .put("id", id)
        .put("pubkey", author)
        .put("created_at", createdAt)
        .put("kind", kind)
        .put("tags", json(tags))
        .put("content", content)
        .put("sig", signature)
        .build();
  }

  /// Whether the author signed this and nothing else.
  boolean isGenuine() {
    try {
      byte[] hash = hash(author, createdAt, kind, tags, content);
      return HEX.formatHex(hash).equals(id)
          && Secp256k1.verifies(HEX.parseHex(author), hash, HEX.parseHex(signature));
    } catch (IllegalArgumentException _) {
      // Not hexadecimal digits.
      return false;
    }
  }

  private static byte[] hash(
      String author, long createdAt, long kind, List<List<String>> tags, String content) {
    Json said =
        new JsonArray(
            List.of(
                Json.of(0),
                Json.of(author),
                Json.of(createdAt),
                Json.of(kind),
                json(tags),
                Json.of(content)));
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(JsonText.write(said).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static JsonArray json(List<List<String>> tags) {
    return JsonArray.of(tags, tag -> JsonArray.of(tag, Json::of));
  }
}
