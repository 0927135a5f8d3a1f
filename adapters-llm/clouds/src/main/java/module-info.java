/// Models in the user's cloud: addresses, credentials and dialects of Amazon, Azure, Databricks,
/// Google and Snowflake.
module dev.gander.adapters.llm.clouds {
  requires dev.gander.adapters.llm.catalog;
  requires dev.gander.adapters.llm.programs;
  requires dev.gander.json.jackson;
  requires dev.gander.provider.kit;
  requires static org.jspecify;

  provides dev.gander.domain.provider.ProviderFactory with
      dev.gander.adapters.llm.clouds.azure.AzureProviderFactory,
      dev.gander.adapters.llm.clouds.bedrock.BedrockProviderFactory,
      dev.gander.adapters.llm.clouds.databricks.DatabricksProviderFactory,
      dev.gander.adapters.llm.clouds.databricks.DatabricksV2ProviderFactory,
      dev.gander.adapters.llm.clouds.sagemaker.SageMakerProviderFactory,
      dev.gander.adapters.llm.clouds.snowflake.SnowflakeProviderFactory,
      dev.gander.adapters.llm.clouds.vertex.GcpVertexProviderFactory;
}
