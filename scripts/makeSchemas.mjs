// Makes the field catalogs in server/schemas. Only who renews them runs it: a build reads what is committed.
// usage: node scripts/makeSchemas.mjs [folder of the field lists] [folder to write]     ../shared/fields and server/schemas unless given
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { attackCatalog } from './schemas/attack.mjs';
import { ecsCatalog } from './schemas/ecs.mjs';
import { readInputs } from './schemas/inputs.mjs';
import { packageCatalogs } from './schemas/packages.mjs';
import { emptyFolder, rootsOf, toCatalogFile, toIndexFile, writeJson } from './schemas/write.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const lists = path.resolve(process.argv[2] ?? path.join(root, '..', 'shared', 'fields'));
const folder = path.resolve(process.argv[3] ?? path.join(root, 'server', 'schemas'));

try {
  makeSchemas(readInputs(lists));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function makeSchemas(inputs) {
  const packages = packageCatalogs(inputs);
  emptyFolder(folder);
  let total = 0;
  const write = (name, value) => {
    const bytes = writeJson(folder, name, value);
    total += bytes;
    console.log(`${name}: ${Math.ceil(bytes / 1024)} KB`);
  };
  const ecs = ecsCatalog(inputs);
  for (const catalog of [ecs, ...packages]) write(catalog.name, toCatalogFile(catalog));
  write('index', toIndexFile(packages, rootsOf(ecs.datasets)));
  write('attack', attackCatalog(inputs.attack));
  console.log(`all: ${Math.ceil(total / 1024)} KB`);
}
