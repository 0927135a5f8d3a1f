/// What several equal servers share: the stores behind their ports, opened by a module that is
/// loaded on demand. On one machine nothing of this is used. Start with [ClusterStoresFactory].
@NullMarked
package dev.gander.domain.cluster;

import org.jspecify.annotations.NullMarked;
