/// YAML files as JSON trees, read as goose reads YAML 1.2, and changed without losing comments or
/// order. Start with [YamlFile].
@NullMarked
package dev.gander.adapters.persistence.yaml;

import org.jspecify.annotations.NullMarked;
