package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.service.Bearer;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.Retries;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Makes the provider `gcp_vertex_ai`.
public final class GcpVertexProviderFactory extends ServiceFactory {
  static final String NAME = "gcp_vertex_ai";
  private static final String LOCATION = "GCP_LOCATION";
  private static final String USUAL_LOCATION = "us-central1";

  /// Where the service is.
  ///
  /// @param models from a location to the address where its models are asked
  /// @param policies where an organisation's policies are
  record Addresses(UnaryOperator<String> models, String policies) {
    static final Addresses REAL =
        new Addresses(Addresses::models, "https://cloudresourcemanager.googleapis.com");

    private static String models(String location) {
      return location.equals("global")
          ? "https://aiplatform.googleapis.com"
          : "https://" + location + "-aiplatform.googleapis.com";
    }
  }

  private final Addresses addresses;

  public GcpVertexProviderFactory() {
    this(Addresses.REAL, ClientEnvironment.real());
  }

  GcpVertexProviderFactory(Addresses addresses, ClientEnvironment environment) {
    super(NAME, environment);
    this.addresses = addresses;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    var place =
        new VertexProvider.Place(settings.needSetting("GCP_PROJECT_ID"), location(settings));
    Retries retries = new BusyRetries(BusyRetries.USUAL.from(settings, "GCP"));
    Bearer bearer = tokens(settings);
    RequestLog log = log(settings);
    return new VertexProvider(
        place,
        metadata().knownModels().stream().map(ModelInfo::name).toList(),
        at -> client(settings, addresses.models().apply(at), retries, bearer),
        client(settings, addresses.policies(), RetryPolicy.NONE, bearer),
        new Messages(settings, log, environment()),
        new Gemini(settings, log, environment()));
  }

  /// A location becomes part of the name of a host.
  private static String location(ProviderSettings settings) {
    String location = settings.filledSetting(LOCATION).orElse(USUAL_LOCATION);
    if (!location.matches("[a-z0-9-]{1,40}")) {
      throw new ProviderException.ExecutionError(
          LOCATION + " is no location of Google Cloud, such as " + USUAL_LOCATION, null);
    }
    return location;
  }

  private Bearer tokens(ProviderSettings settings) {
    OAuthHttp calls = new OAuthHttp(connections(), settings, Map.of());
    return new GoogleTokens(
        new ApplicationDefault(settings, calls, environment().clock()), environment().clock());
  }

  private ServiceClient client(
      ProviderSettings settings, String address, Retries retries, Bearer bearer) {
    return new ServiceClient(
        connections(),
        settings,
        Endpoint.of(address, LOCATION, "", Map.of()),
        CallLimits.from(settings, "GCP_TIMEOUT"),
        retries,
        environment(),
        bearer);
  }
}
