package io.pop3.spi.testkit;

/**
 * A faulty store without faults keeps the contract, and its faults are those the contract knows.
 */
final class FaultyStoreContractTest extends MutatedStoreSuite {}
