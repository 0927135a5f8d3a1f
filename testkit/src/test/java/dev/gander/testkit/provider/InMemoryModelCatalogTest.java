package dev.gander.testkit.provider;

import dev.gander.domain.model.ModelCatalog;

class InMemoryModelCatalogTest implements ModelCatalogContract {
  @Override
  public ModelCatalog catalog() {
    return new InMemoryModelCatalog().know("gpt-4o", GPT_4O);
  }
}
