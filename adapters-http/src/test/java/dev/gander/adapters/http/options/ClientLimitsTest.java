package dev.gander.adapters.http.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientLimitsTest {
  @ParameterizedTest
  @CsvSource({"20, 16, 4", "1024, 512, 128", "8192, 4096, 1024", "9223372036854775807, 4096, 1024"})
  void halfOfTheDescriptorsAreForClients(long descriptors, int connections, int perAddress) {
    ClientLimits limits = ClientLimits.forDescriptors(descriptors);

    assertEquals(connections, limits.connections());
    assertEquals(perAddress, limits.connectionsPerAddress());
  }

  @Test
  void linuxTellsTheLimitOfTheProcess() {
    List<String> lines =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units     ",
            "Max processes             63458                63458                processes ",
            "Max open files            1024                 4096                 files     ");

    assertEquals(1024, DescriptorLimit.in(lines));
  }

  @Test
  void aLimitThatIsNoneIsALargeOne() {
    assertEquals(4096, DescriptorLimit.in(List.of("Max open files   unlimited  unlimited  files")));
  }
}
