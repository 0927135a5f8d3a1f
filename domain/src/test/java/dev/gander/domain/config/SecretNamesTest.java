package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole table of names, with those beside them that are none. What a name says holds for what
/// is hidden and for what child processes get.
class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "KEY",
        "OPENAI_API_KEY",
        "APIKEY",
        "ACME_KEY_2",
        "API_KEY2",
        "TOKEN",
        "GITHUB_TOKEN",
        "MY_AUTHTOKEN",
        "client-secret",
        "clientSecret",
        "SECRET_KEY_BASE",
        "PASSWORD",
        "PGPASSWORD",
        "P4PASSWD",
        "PASSWORD_2",
        "BORG_PASSPHRASE",
        "SIGNING_PASSPHRASE",
        "AWS_CREDENTIALS",
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "TS_AUTHKEY",
        "TLS_PRIVATEKEY",
        "SSHPASS",
        "PASS",
        "DB_PASS",
        "DB_PASS_1",
        "DB_PASS2",
        "dbPass",
        "SMTP_PWD",
        "MYSQL_PWD",
        "DB_PW",
        "PIN",
        "PIN_CODE",
        "CARD_PIN",
        "GITHUB_PAT",
        "AZURE_DEVOPS_EXT_PAT",
        "WIFI_PSK",
        "VAULT_JWT",
        "API_BEARER",
        "AUTH",
        "KUBE_AUTH",
        "X-Auth",
        "AUTH_CODE",
        "AUTH_HEADER",
        "DOCKER_AUTH_CONFIG",
        "npm_config__auth",
        "javax.net.ssl.keyStorePassword",
        "npm_config_//registry.npmjs.org/:_authToken",
        "SMTP_CREDS",
        "MY_SECRETS",
        "DB_PASSWORDS",
        "SESSION_COOKIES",
        "GROQ_API_KEYS",
        "ACCESS_TOKENS",
        "SLACK_WEBHOOK",
        "SLACK_WEBHOOK_URL",
        "TEAMS_WEBHOOKS",
        "webhook-uri",
      })
  void secret(String name) {
    assertTrue(SecretNames.denote(name));
    assertTrue(SecretNames.denote(" " + name + " "));
    assertEquals(Map.of(), ChildEnvironment.of(Map.of(name, "x")).with(Map.of()));
  }

  /// These names also mean how somebody signs in, or a folder.
  @ParameterizedTest
  @CsvSource({
    "OCI_CLI_AUTH, api_key",
    "OCI_CLI_AUTH, instance_principal",
    "OCI_CLI_AUTH, security_token",
    "MCP_AUTH, oauth2",
    "SMTP_AUTH, CRAM-MD5",
    "ST_AUTH, http://localhost:8080/auth/v1.0",
    "HOST_PWD, /home/u/proj",
    "HOST_PWD, /workspace",
    "HOST_PWD, C:\\Users\\u\\proj",
  })
  void aVagueNameOfAMethodOrFolder(String name, String value) {
    assertEquals(Map.of(name, value), ChildEnvironment.of(Map.of(name, value)).with(Map.of()));
    assertEquals(value, KnownSecrets.of(Map.of(name, value)).hiddenIn(value));
  }

  @ParameterizedTest
  @CsvSource({
    "KUBE_AUTH, k3y-of-mine",
    "KUBE_AUTH, correcthorse",
    "KUBE_AUTH, /9j4AAQSkZJRgABAQ/AAAQ",
    "KUBE_AUTH, https://me:open-sesame@cave.example/",
    "KUBE_AUTH, https://cave.example/s/abc123def456ghi7",
    "SMTP_PWD, correcthorse",
    "SMTP_PWD, /hunter2",
    "SMTP_PWD, password",
    "API_KEY, /home/u/proj",
    "GITHUB_TOKEN, security_token",
  })
  void aSecretUnderAVagueNameOrWhateverItIsUnderAClearOne(String name, String value) {
    assertEquals(Map.of(), ChildEnvironment.of(Map.of(name, value)).with(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // What programs need to work at all.
        "PATH",
        "HOME",
        "PWD",
        "OLDPWD",
        "INIT_CWD",
        "SHELL",
        "LANG",
        "LC_ALL",
        "TERM",
        "TMPDIR",
        "XAUTHORITY",
        "DISPLAY",
        "SSH_AUTH_SOCK",
        "SSH_AGENT_PID",
        "SSH_ASKPASS",
        "SUDO_ASKPASS",
        "GIT_ASKPASS",
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GPG_AGENT_INFO",
        "GPG_TTY",
        "GNOME_KEYRING_CONTROL",
        "GNUPGHOME",
        "PINENTRY_USER_DATA",
        "DBUS_SESSION_BUS_ADDRESS",
        "XDG_SESSION_ID",
        "XDG_RUNTIME_DIR",
        "XKB_DEFAULT_LAYOUT",
        "KEYBOARD",
        "KEYBOARD_LAYOUT",
        "KRB5CCNAME",
        "PGPASSFILE",
        "PASSWORD_STORE_DIR",
        "DATABASE_URL",
        "HTTPS_PROXY",
        "GIT_SSH_COMMAND",
        "GIT_CONFIG_KEY_0",
        "GIT_CONFIG_VALUE_0",
        // What only sounds like a secret.
        "AUTHOR",
        "AUTHORITY",
        "COMPASS",
        "COMPASS_HOME",
        "BYPASS",
        "PASSAGE",
        "PASS_THROUGH",
        "PATTERN",
        "PATCH",
        "PINNED",
        "SPIN",
        "MONKEY",
        "TURKEY",
        "OAUTH_CALLBACK_PORT",
        "AUTH0_DOMAIN",
        "AUTH_USER",
        "AUTH_METHOD",
        "WEBHOOK_PORT",
        "DISCREET",
        "TOKENIZERS_PARALLELISM",
        // What describes one.
        "OS_AUTH_URL",
        "OS_AUTH_TYPE",
        "TOKEN_TYPE",
        "AWS_ACCESS_KEY_ID",
        "AWS_SHARED_CREDENTIALS_FILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "GOOSE_CLIENT_KEY_PATH",
        "GANDER_SECRETS_IDENTITY",
        "GANDER_WEBHOOK_PRIVATE_HOSTS",
        // What is counted, listed, or switched on.
        "GOOSE_MAX_TOKENS",
        "max_completion_tokens",
        "accumulated_total_tokens",
        "cache_read_input_tokens",
        "AIDER_MAP_TOKENS",
        "AIDER_MAX_CHAT_HISTORY_TOKENS",
        "audio_tokens",
        "accepted_prediction_tokens",
        "image_tokens",
        "javax.net.ssl.keyStore",
        "javax.net.ssl.trustStore",
        "tokens",
        "keys",
        "env_keys",
        "config_keys",
        "requires_auth",
        "",
        " ",
        "_",
        "42",
      })
  void noSecret(String name) {
    assertFalse(SecretNames.denote(name));
    assertFalse(SecretNames.denote(name.toLowerCase(Locale.ROOT)));
    assertEquals(Map.of(name, "x"), ChildEnvironment.of(Map.of(name, "x")).with(Map.of()));
  }
}
