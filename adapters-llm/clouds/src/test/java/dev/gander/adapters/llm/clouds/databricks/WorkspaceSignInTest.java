package dev.gander.adapters.llm.clouds.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in to a workspace that is its own authorization server.
class WorkspaceSignInTest extends ServiceTest {
  private static final String MODELS = "{\"endpoints\":[{\"name\":\"m\"}]}";

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  private final Visitor visitor =
      Visitor.comingBack(page -> List.of("?code=c0de&state=" + page.get("state")));

  private Provider provider() {
    return new DatabricksProviderFactory(Duration.ofSeconds(20))
        .create(
            TestSettings.of("DATABRICKS_HOST", service.url()).keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            visitor::open);
  }

  private TokenFile file() throws Exception {
    byte[] name =
        (service.url() + "databricks-cli" + "all-apis,offline_access")
            .getBytes(StandardCharsets.UTF_8);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
    return new TokenFile(WorkspaceFactory.TOKENS, HexFormat.of().formatHex(hash) + ".json");
  }

  private void describesItself() {
    service.status(
        200,
        "{\"authorization_endpoint\":\"%1$s/oidc/v1/authorize\",\"token_endpoint\":\"%1$s/oidc/v1/token\"}"
            .formatted(service.url()));
  }

  private void gives(String access, String refresh) {
    service.status(
        200,
        "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":3600}"
            .formatted(access, refresh));
  }

  private static JsonObject tokens(String access, String refresh, String end) {
    return JsonObject.builder()
        .put("access_token", access)
        .put("refresh_token", refresh)
        .put("expires_at", end)
        .build();
  }

  @Test
  void theWorkspaceSaysWhereOneSignsIn() throws Exception {
    describesItself();
    gives("a1", "r1");

    var brought = assertInstanceOf(Credentials.Tokens.class, provider().signIn());

    assertEquals(file(), brought.file());
    assertEquals(tokens("a1", "r1", "2026-03-04T11:11:12Z"), brought.tokens());
    assertEquals("/oidc/.well-known/oauth-authorization-server", service.asked().path());
    Asked grant = service.asked();
    assertEquals("/oidc/v1/token", grant.path());
    URI page = visitor.opened();
    assertEquals("/oidc/v1/authorize", page.getPath());
    assertTrue(page.getRawQuery().contains("client_id=databricks-cli"), page.toString());
    assertTrue(page.getRawQuery().contains("scope=all-apis+offline_access"), page.toString());
    // The address to come back to has no path, as the service expects of this client.
    assertTrue(
        page.getRawQuery().matches(".*redirect_uri=http%3A%2F%2Flocalhost%3A[0-9]+&.*"),
        page.toString());
    assertTrue(grant.body().contains("code=c0de"), grant.body());
    assertTrue(grant.body().contains("code_verifier="), grant.body());
  }

  @Test
  void tokensThatHoldAreUsedAndNobodyIsAskedToSignIn() throws Exception {
    caches.keep(file(), tokens("a1", "r1", "2026-03-04T10:12:12Z"));
    service.status(200, MODELS);

    assertEquals(List.of("m"), provider().models());

    assertEquals("Bearer a1", service.asked().headers().get("authorization"));
    assertTrue(visitor.isIdle());
  }

  @Test
  void tokensThatEndAreRenewedWhereTheWorkspaceSays() throws Exception {
    caches.keep(file(), tokens("a1", "r1", "2026-03-04T10:11:20Z"));
    describesItself();
    gives("a2", "r2");
    service.status(200, MODELS);

    provider().models();

    service.asked();
    Asked renewal = service.asked();
    assertEquals("/oidc/v1/token", renewal.path());
    assertTrue(renewal.body().contains("refresh_token=r1"), renewal.body());
    assertTrue(renewal.body().contains("client_id=databricks-cli"), renewal.body());
    assertEquals("Bearer a2", service.asked().headers().get("authorization"));
    assertEquals(Optional.of(tokens("a2", "r2", "2026-03-04T11:11:12Z")), caches.tokens(file()));
    assertTrue(visitor.isIdle());
  }

  @Test
  void whoHasNoTokensSignsInOnceForAllWhoWait() throws Exception {
    describesItself();
    gives("a1", "r1");
    Collections.nCopies(5, MODELS).forEach(models -> service.status(200, models));
    Provider provider = provider();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> ask = provider::models;
      for (Future<List<String>> answer : threads.invokeAll(Collections.nCopies(5, ask))) {
        assertEquals(List.of("m"), answer.get());
      }
    }

    visitor.opened();
    assertTrue(visitor.isIdle());
    assertEquals(7, service.allAsked().size());
    assertTrue(caches.tokens(file()).isPresent());
  }

  @Test
  void aRenewalThatIsRefusedLetsTheUserSignInAgain() throws Exception {
    caches.keep(file(), tokens("a1", "r1", "2026-03-04T09:00:00Z"));
    describesItself();
    service.status(400, "{\"error\":\"invalid_grant\"}");
    describesItself();
    service.status(400, "{\"error\":\"invalid_grant\"}");
    describesItself();
    gives("a2", "r2");
    service.status(200, MODELS);

    assertEquals(List.of("m"), provider().models());

    assertEquals("/oidc/v1/authorize", visitor.opened().getPath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "<html>",
        "{\"authorization_endpoint\":\"file:///etc/passwd\",\"token_endpoint\":\"http://127.0.0.1/t\"}",
        "{\"authorization_endpoint\":\"http://127.0.0.1/a\",\"token_endpoint\":\"ftp://127.0.0.1/t\"}",
        "{\"authorization_endpoint\":\"http://127.0.0.1/a\",\"token_endpoint\":\"not an address\"}"
      })
  void aWorkspaceThatNamesNoUsablePagesOpensNone(String description) {
    service.status(200, description);
    assertThrows(ProviderException.RequestFailed.class, () -> provider().signIn());
    assertTrue(visitor.isIdle());
    assertEquals(1, service.allAsked().size());
  }

  @Test
  void aUserWhoRefusesIsToldSoAndNothingIsKept() throws Exception {
    Visitor refusing =
        Visitor.comingBack(page -> List.of("?error=access_denied&state=" + page.get("state")));
    describesItself();
    describesItself();
    Provider provider =
        new DatabricksProviderFactory(Duration.ofSeconds(20))
            .create(
                TestSettings.of("DATABRICKS_HOST", service.url()).keeping(caches),
                new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
                refusing::open);

    var failure = assertThrows(ProviderException.Authentication.class, provider::models);

    assertFalse(failure.text().isBlank());
    assertTrue(caches.tokens(file()).isEmpty());
    refusing.opened();
    assertThrows(
        ProviderException.Authentication.class,
        () -> provider.stream(DatabricksRequests.hello("llama")));
    refusing.opened();
    assertTrue(refusing.isIdle());
  }

  @Test
  void withoutAPlaceForTokensTheKeyIsNamed() {
    Provider provider =
        new DatabricksProviderFactory(Duration.ofSeconds(1))
            .create(
                TestSettings.of("DATABRICKS_HOST", service.url()),
                new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
                visitor::open);
    var failure = assertThrows(ProviderException.ExecutionError.class, provider::models);
    assertTrue(failure.text().contains("DATABRICKS_TOKEN"), failure.text());
  }
}
