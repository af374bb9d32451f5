package dev.nightmail.sync;

import dev.nightmail.common.testkit.ContractSuite;

class ContractTest extends ContractSuite {}
