package dev.gander.adapters.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.testkit.provider.RequestSignerContract;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AwsRequestSignerTest implements RequestSignerContract {
  @TempDir Path folder;

  private record Values(Map<String, String> values) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }
  }

  @Override
  public Setup withKeys() throws IOException {
    return setup("", "AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "s3cret");
  }

  @Override
  public Setup withoutKeys() throws IOException {
    return setup("");
  }

  @Override
  public Setup withProfile(String region) throws IOException {
    return setup("[profile work]\nregion = " + region + "\n", "AWS_PROFILE", "work");
  }

  @Test
  void aTemporaryKeySendsItsTokenAlong() throws Exception {
    Setup setup =
        setup(
            "",
            "AWS_ACCESS_KEY_ID",
            "AKID",
            "AWS_SECRET_ACCESS_KEY",
            "s3cret",
            "AWS_SESSION_TOKEN",
            "session");
    Map<String, String> proof = sign(setup);
    assertEquals("session", proof.get("X-Amz-Security-Token"));
    assertTrue(proof.get("Authorization").startsWith("AWS4-HMAC-SHA256 Credential=AKID/"));
    assertTrue(proof.get("Authorization").contains("x-amz-security-token"));
    assertTrue(proof.get("Authorization").contains("x-amz-more"));
  }

  @Test
  void halfAKeyIsToldByName() throws Exception {
    assertEquals(
        "An AWS key is two settings: AWS_SECRET_ACCESS_KEY is not set",
        failure(setup("", "AWS_ACCESS_KEY_ID", "AKID")).text());
    assertEquals(
        "An AWS key is two settings: AWS_ACCESS_KEY_ID is not set",
        failure(setup("", "AWS_SECRET_ACCESS_KEY", "s3cret")).text());
  }

  @Test
  void theProfileGivesKeysAndIsReadAgainWhenItChanges() throws Exception {
    Setup setup = setup(profile("FIRST"), "AWS_PROFILE", "work");
    assertEquals("FIRST", signedBy(setup));
    Path file = folder.resolve("config");
    Files.writeString(file, profile("SECOND"));
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 60_000));
    assertEquals("SECOND", signedBy(setup));
  }

  @Test
  void keysInTheSettingsComeBeforeTheProfile() throws Exception {
    Setup setup =
        setup(
            profile("PROFILE"),
            "AWS_PROFILE",
            "work",
            "AWS_ACCESS_KEY_ID",
            "AKID",
            "AWS_SECRET_ACCESS_KEY",
            "s3cret");
    assertEquals("AKID", signedBy(setup));
  }

  @Test
  void aProgramMayGiveTheKeys() throws Exception {
    String answer = "{\"Version\":1,\"AccessKeyId\":\"PROGRAM\",\"SecretAccessKey\":\"s3cret\"}";
    Path program = folder.resolve("keys.sh");
    Files.writeString(program, "#!/bin/sh\necho '" + answer + "'\n");
    assertTrue(program.toFile().setExecutable(true));
    Setup setup =
        setup("[profile work]\ncredential_process = " + program + "\n", "AWS_PROFILE", "work");
    assertEquals("PROGRAM", signedBy(setup));
  }

  @Test
  void aSignInThatHasEndedIsToldWithWhatHelps() throws Exception {
    Setup setup =
        setup(
            """
            [profile work]
            sso_session = mine
            sso_account_id = 123456789012
            sso_role_name = reader
            [sso-session mine]
            sso_region = eu-test-2
            sso_start_url = https://nobody-has-signed-in-here.test/start
            """,
            "AWS_PROFILE",
            "work");
    ProviderException failure = failure(setup);
    assertTrue(failure.text().startsWith("The AWS profile 'work' gives no keys: "), failure.text());
    assertTrue(failure.text().contains("`aws sso login --profile work`"), failure.text());
  }

  @Test
  void aProfileThatIsNotThereIsNoReasonToFailBeforeAllElse() throws Exception {
    assertTrue(
        failure(setup("", "AWS_PROFILE", "nobody's")).text().startsWith("There are no AWS keys"));
  }

  @Test
  void aDamagedFileIsToldWithItsLine() throws Exception {
    Setup setup = setup("[profile work]\nregion\n");
    ProviderException failure = assertThrows(ProviderException.class, () -> sign(setup));
    assertTrue(failure.text().contains("line 2"), failure.text());
    assertThrows(ProviderException.class, () -> setup.signer().region(setup.settings()));
  }

  @Test
  void aTokenFileThatIsNotThereIsToldByName() throws Exception {
    Path token = folder.resolve("token");
    Setup setup =
        setup(
            "",
            "AWS_ROLE_ARN",
            "arn:aws:iam::123456789012:role/reader",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            token.toString());
    assertEquals(
        "The role in AWS_ROLE_ARN gives no keys: " + token + " cannot be read",
        failure(setup).text());
  }

  /// Even the administrator cannot read the beginning of a program's memory.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeReadIsTold() throws Exception {
    Setup setup = setup("", "AWS_CONFIG_FILE", "/proc/self/mem");
    ProviderException failure =
        assertThrows(ProviderException.ExecutionError.class, () -> sign(setup));
    assertTrue(
        failure.text().startsWith("The files with AWS profiles cannot be read: "), failure.text());
  }

  @Test
  void theSecretIsInNoHeader() throws Exception {
    Map<String, String> proof = sign(withKeys());
    assertFalse(proof.toString().contains("s3cret"), proof::toString);
    assertEquals(
        Set.of("authorization", "x-amz-date", "x-amz-more", "x-amz-content-sha256"),
        proof.keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()));
  }

  private Setup setup(String config, String... keysAndValues) throws IOException {
    Map<String, String> values = new HashMap<>();
    Path file = Files.writeString(folder.resolve("config"), config);
    values.put("AWS_CONFIG_FILE", file.toString());
    values.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("nothing").toString());
    values.put("AWS_EC2_METADATA_DISABLED", "true");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return new Setup(new AwsRequestSigner(), new Values(values));
  }

  private static String profile(String id) {
    return "[profile work]\naws_access_key_id = " + id + "\naws_secret_access_key = s3cret\n";
  }

  private static ProviderException failure(Setup setup) {
    ProviderException failure =
        assertThrows(ProviderException.Authentication.class, () -> sign(setup));
    assertFalse(failure.text().contains("s3cret"), failure.text());
    return failure;
  }

  private static String signedBy(Setup setup) throws InterruptedException {
    String authorization = sign(setup).get("Authorization");
    return authorization.substring(
        authorization.indexOf("Credential=") + "Credential=".length(), authorization.indexOf('/'));
  }

  private static Map<String, String> sign(Setup setup) throws InterruptedException {
    return setup
        .signer()
        .sign(
            "POST",
            URI.create("https://models.test/model/a%3A0/converse"),
            Map.of("x-amz-more", "more"),
            "{}".getBytes(StandardCharsets.UTF_8),
            new RequestSigner.Scope("bedrock", "eu-test-2"),
            setup.settings());
  }
}
