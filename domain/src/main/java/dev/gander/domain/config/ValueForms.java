package dev.gander.domain.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the form of a value tells: whether people, programs or machines write such texts. Names are
/// often vague, and a value that is hidden is hidden everywhere: a folder, a method or a column of
/// a table would make all texts unreadable.
final class ValueForms {
  /// Words, numbers, languages, absolute paths, and addresses. People write no longer words.
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\p{L}{1,24}|[-+.\\d]{1,15}|[a-z]{2,3}_[A-Z]{2}(?:\\.(?i:utf-?8|iso-?8859-?\\d+))?"
              + "|/[\\w.-]+(?:/[\\w.@ /-]*)?|https?://[\\w.:\\[\\]-]+(?:/[\\w./~-]*)?");

  /// `/x/y`, `./x`, `~/x`, `X:\y`, and what ends as files with keys do; not `/hunter2`.
  private static final Pattern PATH =
      Pattern.compile(
          "(?:(?:~|\\.{1,2})/|/[\\w.@ -]+/|/(?=[A-Za-z._-]+$))[\\w.@ /-]*"
              + "|(?:[A-Za-z]:[\\\\/]|\\\\\\\\)[\\w.@ ()$~+/\\\\-]*"
              + "|[\\w@/.-]+\\.(?:key|pem|crt|cer|p12|pfx|jks|json|ya?ml|toml)");

  /// As in Windows, also among other texts.
  private static final Pattern WINDOWS_PATH = Pattern.compile("\\b[A-Za-z]:\\\\|^\\\\\\\\");

  private static final Pattern WORDS = Pattern.compile("\\p{L}{1,24}(?:[._-]\\p{L}{1,24}){0,9}");

  /// Letters and digits side by side: names that people give have few of them.
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]{8,}");

  private static final int LONG_IN_ADDRESS = 16;
  private static final int LONG = 20;
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /// Ways of signing in, and whether there is one.
  private static final Set<String> METHODS =
      Set.of(
          "0",
          "1",
          "access_token",
          "anonymous",
          "api_key",
          "apikey",
          "basic",
          "bearer",
          "certificate",
          "client_secret",
          "cram_md5",
          "default",
          "device_code",
          "digest",
          "disabled",
          "enabled",
          "false",
          "gssapi",
          "iam",
          "instance_principal",
          "interactive",
          "jwt",
          "kerberos",
          "ldap",
          "login",
          "managed_identity",
          "md5",
          "mtls",
          "negotiate",
          "no",
          "none",
          "ntlm",
          "oauth",
          "oauth2",
          "off",
          "oidc",
          "on",
          "optional",
          "plain",
          "private_key",
          "required",
          "resource_principal",
          "saml",
          "scram_sha_256",
          "security_token",
          "service_account",
          "sso",
          "token",
          "true",
          "trust",
          "workload_identity",
          "xoauth2",
          "yes");

  /// What settings with the name of a secret often have instead of one.
  private static final Set<String> STAND_INS =
      Set.of("database", "localhost", "password", "postgres", "undefined", "username");

  private ValueForms() {}

  /// Whether a value shows by its form that it is no secret, unless its name calls it one.
  static boolean isPlain(String value) {
    return (PLAIN.matcher(value).matches() && !beginsWithKey(value)) || isPath(value);
  }

  /// Base64 may begin with a slash as well.
  static boolean isPath(String value) {
    return PATH.matcher(value).matches() && !beginsWithKey(value);
  }

  private static boolean beginsWithKey(String path) {
    return path.startsWith("/") && isKeyOfAddress(path.split("/", 3)[1]);
  }

  static boolean containsWindowsPath(String text) {
    return WINDOWS_PATH.matcher(text).find();
  }

  /// A word, or several as in `created_at` and `client.key`.
  static boolean isWords(String value) {
    return WORDS.matcher(value).matches();
  }

  static boolean isMethod(String value) {
    return METHODS.contains(value.toLowerCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether it is never a secret, whatever it is called.
  static boolean isOrdinary(String value) {
    return isMethod(value) || STAND_INS.contains(value.toLowerCase(Locale.ROOT));
  }

  /// Whether it looks as only machines make texts.
  static boolean isMade(String text) {
    return RUN.matcher(text)
        .results()
        .map(MatchResult::group)
        .anyMatch(it -> it.length() >= LONG || isMixed(it));
  }

  /// Whether a part of an address looks as only machines make them. People give longer names there.
  static boolean isKeyOfAddress(String text) {
    return UUID.matcher(text).find()
        || RUN.matcher(text)
            .results()
            .map(MatchResult::group)
            .anyMatch(it -> it.length() >= LONG_IN_ADDRESS && isMixed(it));
  }

  private static boolean isMixed(String run) {
    return run.chars().anyMatch(Character::isDigit) && run.chars().anyMatch(Character::isLetter);
  }
}
