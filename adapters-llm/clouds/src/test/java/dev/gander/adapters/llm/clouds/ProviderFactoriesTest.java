package dev.gander.adapters.llm.clouds;

import dev.gander.adapters.llm.clouds.azure.AzureProviderFactory;
import dev.gander.adapters.llm.clouds.bedrock.BedrockProviderFactory;
import dev.gander.adapters.llm.clouds.databricks.DatabricksProviderFactory;
import dev.gander.adapters.llm.clouds.databricks.DatabricksV2ProviderFactory;
import dev.gander.adapters.llm.clouds.sagemaker.SageMakerProviderFactory;
import dev.gander.adapters.llm.clouds.snowflake.SnowflakeProviderFactory;
import dev.gander.adapters.llm.clouds.vertex.GcpVertexProviderFactory;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.testkit.provider.ProviderFactoryContract;
import org.junit.jupiter.api.Nested;

class ProviderFactoriesTest {
  @Nested
  class Azure implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new AzureProviderFactory();
    }
  }

  @Nested
  class Databricks implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new DatabricksProviderFactory();
    }
  }

  @Nested
  class DatabricksV2 implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new DatabricksV2ProviderFactory();
    }
  }

  @Nested
  class AwsBedrock implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new BedrockProviderFactory();
    }
  }

  @Nested
  class SageMakerTgi implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new SageMakerProviderFactory();
    }
  }

  @Nested
  class Vertex implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new GcpVertexProviderFactory();
    }
  }

  @Nested
  class Snowflake implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new SnowflakeProviderFactory();
    }
  }
}
