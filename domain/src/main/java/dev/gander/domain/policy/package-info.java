/// What an operator forbids, asks about and allows, whatever the mode: the rules of `policy.yaml`.
@NullMarked
package dev.gander.domain.policy;

import org.jspecify.annotations.NullMarked;
