package dev.gander.domain.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Secrets, and the [parts][SecretParts] of them, in all forms in which a text may contain them: as
/// they are, percent-encoded, escaped as in JSON, and within anything that is encoded in Base64, on
/// one line or several. All are found in one pass through the text, however many there are.
/// Immutable.
///
/// A secret needs eight characters, or six if they are neither all letters nor all digits, and is
/// not a word that stands for none, or for a way of signing in: anything else occurs in ordinary
/// texts, which would become unreadable.
final class SecretForms {
  private static final int SHORTEST = 6;
  private static final int SHORTEST_WORD = 8;

  /// Every form begins with this many characters, by which it is looked up.
  private static final int STEM = SHORTEST;

  /// A hash is of four characters: earlier ones have been shifted out of it.
  private static final int HASHED = 4;

  private static final int SHIFT = 5;
  private static final int HASH = (1 << (HASHED * SHIFT)) - 1;

  private final Map<String, List<String>> byStem = new HashMap<>();

  /// A bit for each hash of the beginning of a form.
  private final long[] starts = new long[(HASH + 1) / Long.SIZE];

  private SecretForms() {}

  static SecretForms of(Collection<String> secrets) {
    SecretForms forms = new SecretForms();
    Set<String> all = new HashSet<>();
    secrets.stream()
        .flatMap(it -> SecretParts.of(it).stream())
        .distinct()
        .filter(SecretForms::isHidden)
        .forEach(it -> addForms(it, all));
    all.forEach(forms::add);
    return forms;
  }

  private static boolean isHidden(String secret) {
    return !ValueForms.isOrdinary(secret)
        && (secret.length() >= SHORTEST_WORD
            || (secret.length() >= SHORTEST
                && !secret.chars().allMatch(Character::isLetter)
                && !secret.chars().allMatch(Character::isDigit)));
  }

  private static void addForms(String secret, Set<String> forms) {
    byte[] bytes = secret.getBytes(UTF_8);
    for (String plain : List.of(secret, new String(bytes, ISO_8859_1))) {
      forms.add(plain);
      forms.add(plain.replace(' ', '+'));
    }
    for (int before = 0; before < 3; before++) {
      forms.add(inBase64(bytes, before, Base64.getEncoder()));
      forms.add(inBase64(bytes, before, Base64.getUrlEncoder()));
    }
  }

  /// What Base64 makes of the bytes wherever this many others, or three more, stand before them:
  /// only the characters that do not depend on those around them.
  private static String inBase64(byte[] bytes, int before, Base64.Encoder encoder) {
    byte[] padded = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, padded, before, bytes.length);
    int from = (before * Byte.SIZE + 5) / 6;
    int to = padded.length * Byte.SIZE / 6;
    return encoder.encodeToString(padded).substring(from, to);
  }

  private void add(String form) {
    byStem.computeIfAbsent(form.substring(0, STEM), _ -> new ArrayList<>()).add(form);
    int hash = 0;
    for (int i = 0; i < HASHED; i++) {
      hash = ((hash << SHIFT) ^ form.charAt(i)) & HASH;
    }
    starts[hash / Long.SIZE] |= 1L << hash;
  }

  /// The text with the mask in place of each secret; one mask for secrets that touch.
  String hiddenIn(String text) {
    if (byStem.isEmpty() || text.length() < STEM) {
      return text;
    }
    BitSet hidden = new BitSet();
    mark(DecodedText.asItIs(text), hidden);
    if (text.indexOf('%') >= 0) {
      mark(DecodedText.ofPercents(text), hidden);
    }
    if (text.indexOf('\\') >= 0) {
      mark(DecodedText.ofEscapes(text), hidden);
    }
    if (text.indexOf('\n') >= 0 || text.contains("\\n")) {
      mark(DecodedText.ofLines(text), hidden);
    }
    return hidden.isEmpty() ? text : masked(text, hidden);
  }

  private void mark(DecodedText view, BitSet hidden) {
    String text = view.text();
    long[] known = starts;
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      hash = ((hash << SHIFT) ^ text.charAt(i)) & HASH;
      if (((known[hash / Long.SIZE] >>> hash) & 1) != 0 && i >= HASHED - 1) {
        mark(view, i - HASHED + 1, hidden);
      }
    }
  }

  private void mark(DecodedText view, int at, BitSet hidden) {
    int length = longestAt(view.text(), at);
    if (length > 0) {
      hidden.set(view.start(at), view.end(at + length - 1));
    }
  }

  private int longestAt(String text, int at) {
    if (at + STEM > text.length()) {
      return 0;
    }
    int longest = 0;
    for (String form : byStem.getOrDefault(text.substring(at, at + STEM), List.of())) {
      if (form.length() > longest && text.startsWith(form, at)) {
        longest = form.length();
      }
    }
    return longest;
  }

  private static String masked(String text, BitSet hidden) {
    StringBuilder masked = new StringBuilder();
    int shown = 0;
    while (shown < text.length()) {
      int from = hidden.nextSetBit(shown);
      if (from < 0) {
        return masked.append(text, shown, text.length()).toString();
      }
      masked.append(text, shown, from).append(SecretMask.MASK);
      shown = hidden.nextClearBit(from);
    }
    return masked.toString();
  }
}
