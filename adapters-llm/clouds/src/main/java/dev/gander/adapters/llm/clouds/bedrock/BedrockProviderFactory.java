package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.adapters.llm.clouds.aws.AwsRegion;
import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.openai.ResponsesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClientBuilder;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Creates the provider `aws_bedrock`. With a token, plain HTTP is used; without one, requests are
/// signed with the user's keys, and the signing code is loaded with the first request. OpenAI's
/// models are called over Responses at an address of their own, with a token only.
public final class BedrockProviderFactory extends ServiceFactory implements TableRow {
  private static final AwsService CONVERSE =
      new AwsService("bedrock-runtime", "bedrock", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
  private static final Set<String> RESPONSES_MODELS = Set.of("openai.gpt-5.5", "openai.gpt-5.4");
  private static final ExponentialBackoff RETRY =
      new ExponentialBackoff(6, Duration.ofSeconds(2), 2, Duration.ofMinutes(2), false);

  public BedrockProviderFactory() {
    super("aws_bedrock", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    Optional<AwsRegion> region = AwsRegion.of(settings);
    Optional<String> token = settings.filledSecret("AWS_BEARER_TOKEN_BEDROCK");
    return token.isPresent()
        ? withToken(token.get(), region.orElseThrow(AwsRegion::missing), settings, clients)
        : new SignedBedrockProvider(
            converse(() -> signing(settings, clients), settings), RESPONSES_MODELS);
  }

  private static ServiceClient signing(ProviderSettings settings, ServiceClients clients)
      throws InterruptedException {
    AwsRegion region = AwsRegion.ofProfileToo(settings);
    return finished(CONVERSE.signed(region, settings, clients), settings);
  }

  private Provider withToken(
      String token, AwsRegion region, ProviderSettings settings, ServiceClients clients) {
    Map<String, String> headers = Map.of("authorization", "Bearer " + token);
    ServiceClient client =
        finished(
            CONVERSE.asked(CONVERSE.endpoint(region, settings, headers), settings, clients),
            settings);
    Endpoint mantle =
        AwsService.endpoint(
            settings,
            "AWS_ENDPOINT_URL_BEDROCK_MANTLE",
            "https://bedrock-mantle." + region.name() + ".api.aws",
            headers);
    Responses responses =
        new Responses(
            name(),
            new OpenAiResponses("openai/v1/responses", true, false, settings),
            finished(clients.to(mantle, settings), settings));
    return new ResponsesProvider(
        converse(() -> client, settings), RESPONSES_MODELS::contains, responses);
  }

  private BedrockProvider converse(AwsService.Access access, ProviderSettings settings) {
    return new BedrockProvider(access, metadata(), settings, new WrittenMessages());
  }

  private static ServiceClient finished(ServiceClientBuilder client, ProviderSettings settings) {
    return client
        .limits(CallLimits.from(settings, "BEDROCK_TIMEOUT"))
        .retries(RETRY.from(settings, "BEDROCK"))
        .build();
  }
}
