package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedirectTest extends ServiceTest {
  @Test
  void withinAServiceARequestIsSentOnWithAllThatItHas() throws Exception {
    service.status(307, "", "location", "/elsewhere").status(401, "{}");

    assertThrows(ProviderException.Authentication.class, this::ask);

    List<ModelService.Asked> asked = service.allAsked();
    assertEquals(2, asked.size());
    assertEquals("/elsewhere", asked.getLast().path());
    assertEquals("POST", asked.getLast().method());
    assertEquals("Bearer secret", asked.getLast().headers().get("authorization"));
    assertEquals(asked.getFirst().body(), asked.getLast().body());
  }

  @Test
  void anotherServiceGetsNothing() throws Exception {
    try (ModelService other = new ModelService()) {
      service.status(307, "", "location", other.url() + "/v1/chat/completions?token=t");

      ProviderException refused = assertThrows(ProviderException.ExecutionError.class, this::ask);

      assertEquals(List.of(), other.allAsked());
      assertEquals(1, service.allAsked().size());
      assertTrue(refused.text().contains(service.url()), refused.text());
      assertTrue(refused.text().contains("on to " + other.url() + "."), refused.text());
    }
  }

  @Test
  void oneThatIsSentOnForEverComesToAnEnd() {
    service.always(307, "", "location", "/v1/chat/completions");

    assertThrows(ProviderException.class, this::ask);
  }

  @Test
  void anAddressThatIsNoneIsTold() {
    service.status(307, "", "location", "http://[");

    assertThrows(ProviderException.ExecutionError.class, this::ask);
  }

  private void ask() throws InterruptedException {
    Provider provider =
        TestChat.at(
            service.url(),
            "secret",
            TestSettings.of(),
            ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
    Message hello = Message.user("u", 1, new Content.Text("hello"));
    provider.stream(new ProviderRequest(ModelConfig.of("mock"), "", "", List.of(hello), List.of()))
        .close();
  }
}
