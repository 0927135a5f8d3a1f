/// Data, rules and ports: what Gander knows, without a word about how it is stored or sent.
@NullMarked
package dev.gander.domain;

import org.jspecify.annotations.NullMarked;
