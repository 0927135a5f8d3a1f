/// YAML files as JSON trees, read with the meaning of YAML 1.2 that goose gives them, and changed
/// without loss of comments and order. Start with [YamlFile].
@NullMarked
package dev.gander.adapters.persistence.yaml;

import org.jspecify.annotations.NullMarked;
