package dev.nightmail.maintenance;

import dev.nightmail.common.testkit.ContractSuite;

class ContractTest extends ContractSuite {}
