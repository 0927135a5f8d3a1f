package dev.gander.domain.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {
  private static final String SECRET = "pa/ss \"wörd\"+1?";

  private static String hide(String text, String... secrets) {
    return SecretForms.of(List.of(secrets)).hiddenIn(text);
  }

  @Test
  void aSecretIsHiddenWhereverItStands() {
    assertEquals("***", hide("open-sesame", "open-sesame"));
    assertEquals("a***b***", hide("aopen-sesamebopen-sesame", "open-sesame"));
  }

  @Test
  void ofSecretsThatOverlapNothingIsLeft() {
    assertEquals("[***]", hide("[open-sesame-now]", "open-sesame", "sesame-now"));
    assertEquals("[***]", hide("[open-sesame]", "open-sesame", "sesame", "open-s"));
  }

  @Test
  void percentEncodingHidesNothingFromUs() {
    String encoded = URLEncoder.encode(SECRET, UTF_8);
    assertEquals("?k=***&l=%20", hide("?k=" + encoded + "&l=%20", SECRET));
    assertEquals("?k=***", hide("?k=" + encoded.toLowerCase(Locale.ROOT), SECRET));
    assertEquals("?k=***", hide("?k=" + encoded.replace("+", "%20"), SECRET));
    assertEquals("?k=***", hide("?k=" + encoded.replace("%2F", "/"), SECRET));
  }

  @Test
  void norDoTheEscapesOfJson() {
    assertEquals(
        "{\"a\":\"***\",\"b\":\"\\n\"}",
        hide("{\"a\":\"pa\\/ss \\\"w\\u00f6rd\\\"+1?\",\"b\":\"\\n\"}", SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "me", "you", "user:", "bearer:"})
  void norDoesBase64WhateverStandsAroundIt(String before) {
    for (String after : List.of("", "!", "!!", "!!!")) {
      byte[] bytes = (before + SECRET + after).getBytes(UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String encoded = encoder.encodeToString(bytes);
        String shown = hide(encoded, SECRET);
        assertFalse(shares(encoded, shown, before.length()), encoded + " " + shown);
        assertEquals(hide(encoded.replace("=", "%3D"), SECRET), shown.replace("=", "%3D"));
      }
    }
  }

  /// As `base64` prints it, as PEM has it, and as texts quote it.
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 64, 76})
  void norDoLineBreaksInBase64(int width) {
    String token = "a-long-token-of-mine-".repeat(20);
    String encoded = Base64.getEncoder().encodeToString(("user:" + token).getBytes(UTF_8));
    for (String lineBreak : List.of("\n", "\r\n", "\n    ", "\r\n\t", "\\n", "\\r\\n")) {
      String lines =
          encoded.replaceAll("(.{" + width + "})(?!$)", "$1" + Matcher.quoteReplacement(lineBreak));
      String shown = hide("It is:\n" + lines + "\nand more\n", token);
      assertTrue(shown.startsWith("It is:\n") && shown.endsWith("\nand more\n"), shown);
      assertTrue(shown.contains("***") && shown.length() < 100, shown);
    }
  }

  @Test
  void aSecretThatATerminalHasWrappedIsHidden() {
    assertEquals("it is\n  ***\nhere", hide("it is\n  open-\n  sesame\nhere", "open-sesame"));
  }

  @Test
  void lineBreaksAroundASecretStay() {
    assertEquals(
        "a\n***\n  b\n\n***\n", hide("a\nopen-sesame\n  b\n\nopen-sesame\n", "open-sesame"));
    assertEquals("\n\n***\\n", hide("\n\nopen-sesame\\n", "open-sesame"));
  }

  /// Whether more than two of the characters in the middle are still there.
  private static boolean shares(String encoded, String shown, int before) {
    int from = (before * 8 + 5) / 6;
    int to = (before + SECRET.getBytes(UTF_8).length) * 8 / 6;
    return shown.contains(encoded.substring(from, from + 3))
        || shown.contains(encoded.substring(to - 3, to));
  }

  @ParameterizedTest
  @CsvSource({
    "hunter, hunter",
    "hunters, hunters",
    "1234567, 1234567",
    "a-b-c, a-b-c",
    "hunter2, ***",
    "ab-123, ***",
    "passwords, ***",
    "password, password",
    "Postgres, Postgres",
    "12345678, ***",
    "api_key, api_key",
    "api-key, api-key",
    "oauth2, oauth2",
    "security_token, security_token",
    "instance_principal, instance_principal"
  })
  void whatIsShortOccursInOrdinaryTexts(String secret, String shown) {
    assertEquals("the " + shown, hide("the " + secret, secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "100%2", "%zz%", "\\", "\\u12", "\\x", "a\\", ""})
  void whatOnlyLooksEncodedStays(String text) {
    assertEquals(text, hide(text, SECRET, "open-sesame"));
  }

  @Test
  void anyNumberOfThemIsFound() {
    Set<String> secrets = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      secrets.add("secret-" + i + "-x");
      text.append("secret-").append(i).append("-x, secret-").append(i).append("-y\n");
    }
    String shown = SecretForms.of(secrets).hiddenIn(text.toString());
    assertEquals(2000, shown.lines().filter(line -> line.startsWith("***, secret-")).count());
  }

  /// A tenth of the most that a turn may hold; a pass takes some hundredths of a second.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a word ",
        "a line of a text\n",
        "\n",
        "\\n",
        "\\",
        "%2F",
        "%",
        "a\\\"%20\n",
        "://",
        "open-"
      })
  void aHugeTextTakesTimeByItsLength(String piece) {
    String huge = piece.repeat(5_000_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertEquals(huge + "***", hide(huge + "open-sesame", "open-sesame", SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "1", "a1", "a=", "a:", "://", "://a:", "a/", "%", "\n", " ", "a ", "\"", "a1\n", ",",
        "-", "a-", "\\"
      })
  void aHugeSecretTakesTimeByItsLength(String piece) {
    String huge = piece.repeat(200_000 / piece.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          hide("a text\n", huge);
          hide("a text\n", "," + huge + ",");
          for (String before : List.of("https://a/", "/", "./", "C:\\")) {
            SecretParts.isPlain(before + huge);
            ValueForms.isWords(huge);
          }
        });
  }
}
