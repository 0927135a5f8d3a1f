package dev.gander.adapters.llm.services.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextLimitTest extends ServiceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": [{\"id\": \"m\", \"meta\": {\"n_ctx\": 8192}}, {\"id\": \"x\"}]} | 8192",
        "{\"data\": [{\"id\": \"file.gguf\", \"meta\": {\"n_ctx\": 8192}}]}              | 8192",
        "{\"data\": [{\"id\": \"x\", \"meta\": {\"n_ctx\": 8192}}, {\"id\": \"y\"}]} | 0",
        "{\"data\": [{\"id\": \"m\", \"meta\": {\"n_ctx\": \"much\"}}, 7]}             | 0",
        "{\"data\": [{\"id\": \"m\"}]}                                                       | 0",
        "{\"models\": []}                                                                        | 0",
      })
  void aServerMayTellIt(String models, int limit) throws InterruptedException {
    service.status(200, models);
    Provider provider = provider();

    assertEquals(limit, provider.contextLimit("m").orElse(0));
    assertEquals(limit, provider.contextLimit("m").orElse(0));

    assertEquals("/v1/models", service.asked().path());
    assertEquals(0, service.allAsked().size());
  }

  @Test
  void aServerWithoutAListIsNotAskedAgain() throws InterruptedException {
    service.status(404, "{}");
    Provider provider = provider();

    assertEquals(OptionalInt.empty(), provider.contextLimit("m"));
    assertEquals(OptionalInt.empty(), provider.contextLimit("m"));

    assertEquals(1, service.allAsked().size());
  }

  @Test
  void aServerThatIsStillLoadingIs() throws InterruptedException {
    service
        .status(503, "{}")
        .status(200, "{\"data\": [{\"id\": \"m\", \"meta\": {\"n_ctx\": 4096}}]}");
    Provider provider = provider();

    assertEquals(OptionalInt.empty(), provider.contextLimit("m"));
    assertEquals(OptionalInt.of(4096), provider.contextLimit("m"));
  }

  private Provider provider() {
    return new OpenAiProviderFactory()
        .create(
            TestSettings.of("OPENAI_HOST", service.url(), "OPENAI_API_KEY", "x"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }
}
