package dev.gander.adapters.http.call;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Tells what an answer says: two answers with the same tag are equal byte by byte.
public final class EntityTag {
  /// In bytes; enough that no two answers of one address share a tag by chance.
  private static final int LENGTH = 16;

  private EntityTag() {}

  /// The answer with its tag, or 304 without a body if the client has it already, as
  /// `If-None-Match` says. It saves the way, not the work.
  public static Answer.Whole on(Answer.Whole answer, Call call) {
    String tag = of(answer.body());
    boolean isKnown = call.header("if-none-match").filter(known -> names(known, tag)).isPresent();
    return (isKnown ? Answer.notModified() : answer).with("etag", tag);
  }

  private static String of(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return '"'
          + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, LENGTH))
          + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// A list of tags, or `*`. A proxy that compresses makes a tag weak, which is as good for
  /// reading.
  private static boolean names(String known, String tag) {
    return known.strip().equals("*")
        || Arrays.stream(known.split(",")).map(String::strip).anyMatch(it -> isSame(it, tag));
  }

  private static boolean isSame(String known, String tag) {
    return known.equals(tag) || known.equals("W/" + tag);
  }
}
