package dev.gander.bootstrap.architecture;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each port has a contract test in the testkit, called after it: `SessionStoreContract`.
class PortContractsTest {

  /// Interfaces of the domain that adapters call or receive and do not implement, and parts of
  /// another port's contract.
  private static final Set<String> NOT_ALONE =
      Set.of(
          "ExtensionHost",
          "ToolProgress",
          "ProviderSettings",
          "IdSource",
          "ProviderStream",
          "ForwardingProvider",
          "ForwardingStream",
          "SharedTextsFactory",
          "JobTimerFactory",
          "TunnelLinksFactory",
          "ClusterStoresFactory",
          "ClusterStores",
          "LocalModelsFactory",
          "LocalEngines",
          "MetricsFactory",
          "TracesFactory",
          "BundledServers",
          "DocumentTools",
          "ExtensionConnector");

  @Test
  void everyPortHasAContract() {
    var contracts = in(Ring.TESTKIT).map(JavaClass::getSimpleName).collect(toSet());
    var ports = in(Ring.DOMAIN).filter(PortContractsTest::isPort).toList();
    var missing = new TreeSet<String>();
    ports.stream().map(JavaClass::getSimpleName).forEach(missing::add);
    missing.removeIf(port -> contracts.contains(port + "Contract"));
    missing.removeAll(NOT_ALONE);

    assertTrue(ports.size() >= 18, () -> "found only " + ports);
    assertEquals(Set.of(), missing);
  }

  private static Stream<JavaClass> in(Ring ring) {
    return Ring.all().stream().filter(type -> type.getPackageName().startsWith(ring.root()));
  }

  static boolean isPortOfTheDomain(JavaClass type) {
    return type.getPackageName().startsWith(Ring.DOMAIN.root()) && isPort(type);
  }

  /// A sealed interface is data; a nested one belongs to its type.
  private static boolean isPort(JavaClass type) {
    return type.isInterface()
        && !type.isAnnotation()
        && type.isTopLevelClass()
        && !type.getSimpleName().equals("package-info")
        && !type.reflect().isSealed();
  }
}
