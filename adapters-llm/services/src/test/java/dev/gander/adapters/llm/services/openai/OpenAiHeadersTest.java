package dev.gander.adapters.llm.services.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenAiHeadersTest extends ServiceTest {
  @Test
  void keySessionOrganisationAndProjectAreSent() throws InterruptedException {
    Map<String, String> headers =
        headers("OPENAI_API_KEY", "k", "OPENAI_ORGANIZATION", "org", "OPENAI_PROJECT", "proj");
    assertEquals("Bearer k", headers.get("authorization"));
    assertEquals("20260304_1", headers.get("agent-session-id"));
    assertEquals("application/json", headers.get("content-type"));
    assertEquals("*/*", headers.get("accept"));
    assertEquals("org", headers.get("openai-organization"));
    assertEquals("proj", headers.get("openai-project"));
    assertNull(headers.get("upgrade"));
  }

  @Test
  void customHeadersReplaceOrganisationAndProjectButNeverTheKeyOrTheSession()
      throws InterruptedException {
    Map<String, String> headers =
        headers(
            "OPENAI_API_KEY",
            "k",
            "OPENAI_ORGANIZATION",
            "org",
            "OPENAI_CUSTOM_HEADERS",
            "x-one=1, x-two=2=2,broken,=x,Authorization=mine,agent-session-id=other,Host=evil");
    assertEquals("1", headers.get("x-one"));
    assertEquals("2=2", headers.get("x-two"));
    assertNull(headers.get("openai-organization"));
    assertEquals("Bearer k", headers.get("authorization"));
    assertEquals("20260304_1", headers.get("agent-session-id"));
  }

  @Test
  void withoutAKeyNoneIsSent() throws InterruptedException {
    assertNull(headers().get("authorization"));
    assertNull(headers("OPENAI_API_KEY", "").get("authorization"));
  }

  @Test
  void o1MiniIsRefusedBeforeItIsAsked() {
    Provider provider = provider("OPENAI_BASE_PATH", "openai/v1/chat/completions");
    assertThrows(ProviderException.class, () -> provider.stream(request("o1-mini")));
    assertTrue(service.allAsked().isEmpty());
  }

  @Test
  void theFastModelIsOpenAisOwn() {
    OpenAiProviderFactory factory = new OpenAiProviderFactory();
    assertEquals("gpt-4o-mini", factory.create(TestSettings.of()).fastModel());
    assertNull(provider().fastModel());
  }

  private Map<String, String> headers(String... settings) throws InterruptedException {
    service.status(401, "{}");
    assertThrows(ProviderException.class, () -> provider(settings).stream(request("mock")));
    return service.asked().headers();
  }

  private Provider provider(String... settings) {
    return new OpenAiProviderFactory()
        .create(
            TestSettings.of(settings).with("OPENAI_HOST", service.url()),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private static ProviderRequest request(String model) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "20260304_1",
        "",
        List.of(Message.user("u", 1, new Content.Text("hello"))),
        List.of());
  }
}
