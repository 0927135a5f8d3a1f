package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.adapters.llm.clouds.aws.AwsRegion;
import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.time.Duration;
import java.util.regex.Pattern;

/// Creates the provider `sagemaker_tgi`. Requests are signed; the signing code is loaded with the
/// first one.
public final class SageMakerProviderFactory extends ServiceFactory implements TableRow {
  static final String NAME = "sagemaker_tgi";
  private static final AwsService RUNTIME =
      new AwsService("runtime.sagemaker", "sagemaker", "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME");
  private static final String ENDPOINT = "SAGEMAKER_ENDPOINT_NAME";
  private static final String TIMEOUT = "SAGEMAKER_TIMEOUT";
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);
  private static final Pattern NAMES = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9])*");

  public SageMakerProviderFactory() {
    super(NAME, ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    AwsRegion.of(settings);
    return new SageMakerProvider(() -> signing(settings, clients), endpoint(settings));
  }

  private static ServiceClient signing(ProviderSettings settings, ServiceClients clients)
      throws InterruptedException {
    AwsRegion region = AwsRegion.ofProfileToo(settings);
    Duration total = CallLimits.seconds(settings, TIMEOUT, USUAL_TIMEOUT);
    return RUNTIME
        .signed(region, settings, clients)
        .limits(CallLimits.of(settings, total, TIMEOUT))
        .build();
  }

  /// The name becomes part of an address.
  private static String endpoint(ProviderSettings settings) {
    String name = settings.needSetting(ENDPOINT);
    if (!NAMES.matcher(name).matches()) {
      throw new ProviderException.ExecutionError(
          ENDPOINT + " is no name of an endpoint: letters, digits and - only", null);
    }
    return name;
  }
}
